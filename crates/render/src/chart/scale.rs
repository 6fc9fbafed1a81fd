//! The vertical axis: a few round numbers that take in all values and zero. It draws nothing.

/// How many steps an axis has at most.
const STEPS: i128 = 6;

/// A scale from its lowest to its highest tick.
pub(super) struct Scale {
    /// Ticks, rising; at least two.
    pub(super) ticks: Vec<i64>,
}

impl Scale {
    /// The scale over some numbers; whole numbers get whole ticks at `digits` after the decimal mark.
    pub(super) fn over(numbers: impl Iterator<Item = i64>, digits: u8) -> Self {
        let (mut low, mut high) = (0i128, 0i128);
        for number in numbers {
            low = low.min(number.into());
            high = high.max(number.into());
        }
        if low == high {
            high = 10i128.pow(digits.min(9).into());
        }
        let step = step(high - low);
        let first = low.div_euclid(step);
        let last = (high + step - 1).div_euclid(step);
        let tick =
            |n: i128| i64::try_from(n * step).unwrap_or(if n < 0 { i64::MIN } else { i64::MAX });
        Self { ticks: (first..=last).map(tick).collect() }
    }

    /// The place of a value between the ends, 0–1.
    pub(super) fn share(&self, value: i64) -> f64 {
        let low = self.ticks.first().copied().unwrap_or_default() as f64;
        let high = self.ticks.last().copied().unwrap_or(1) as f64;
        ((value as f64 - low) / (high - low).max(1.0)).clamp(0.0, 1.0)
    }
}

/// The smallest of 1, 2, 5, 10, 20 … that needs few steps.
fn step(range: i128) -> i128 {
    let mut unit = 1i128;
    loop {
        for factor in [1, 2, 5] {
            if range <= unit * factor * (STEPS - 1) {
                return unit * factor;
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn ticks_are_round_and_take_in_all() {
        assert_eq!(Scale::over([3, 17].into_iter(), 0).ticks, [0, 5, 10, 15, 20]);
        assert_eq!(Scale::over([-3, 4].into_iter(), 0).ticks, [-4, -2, 0, 2, 4]);
        assert_eq!(Scale::over([].into_iter(), 0).ticks, [0, 1]);
        let extreme = Scale::over([i64::MIN, i64::MAX].into_iter(), 0);
        assert!(extreme.share(0) > 0.4 && extreme.share(0) < 0.6);
    }
}
