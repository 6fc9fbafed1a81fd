//! Work done by several threads whose results come out in the order of the inputs, within a bound of memory.
//!
//! Inputs are taken in order, one at a time, only while what is in hand stays below the bounds; so the first result
//! that is still missing is always being made, and nobody waits for ever.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How much may be in hand at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Number of working threads.
    pub(crate) jobs: usize,
    /// Most inputs that are taken and not yet given out.
    pub(crate) window: u64,
    /// Most memory, in bytes, that the inputs in hand are thought to need; one input may be larger, alone.
    pub(crate) memory: u64,
}

/// What is known of the work; behind one lock.
struct State<I, T, R> {
    source: I,
    /// The next input with what it will need, seen and not yet taken.
    next: Option<(T, u64)>,
    ended: bool,
    /// Whether every input was taken.
    exhausted: bool,
    taken: u64,
    given: u64,
    in_hand: u64,
    /// Results that are made and not yet given out, with the memory they hold.
    made: BTreeMap<u64, (R, u64)>,
}

struct Shared<'s, I, T, R> {
    state: Mutex<State<I, T, R>>,
    /// Something was given out: there may be room to take more.
    room: Condvar,
    /// A result was made, or the inputs ended.
    news: Condvar,
    stop: &'s AtomicBool,
    bounds: Bounds,
}

/// Runs `work` on every input of `source` and hands the results to `sink` in the order of the inputs.
///
/// An input comes with the memory it is thought to need, a result with the memory it holds, in bytes. `worker` makes
/// what one thread works with; `sink` is told whether the next result is at hand too. When `stop` is set no further input is taken; what is in hand is finished and given out.
/// Says whether every input had its turn.
///
/// # Errors
/// The first fault of `sink`; after it nothing more is taken.
pub(crate) fn in_order<T, R, I, W, E>(
    bounds: Bounds,
    stop: &AtomicBool,
    source: I,
    worker: impl Fn() -> W + Sync,
    mut sink: impl FnMut(R, bool) -> Result<(), E>,
) -> Result<bool, E>
where
    T: Send,
    R: Send,
    I: Iterator<Item = (T, u64)> + Send,
    W: FnMut(T) -> (R, u64),
{
    let state = State {
        source,
        next: None,
        ended: false,
        exhausted: false,
        taken: 0,
        given: 0,
        in_hand: 0,
        made: BTreeMap::new(),
    };
    let (room, news) = (Condvar::new(), Condvar::new());
    let shared = Shared { state: Mutex::new(state), room, news, stop, bounds };
    std::thread::scope(|scope| {
        let mut failed = Ok(());
        let start = |_: &usize| {
            let run = || shared.work(worker());
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).is_ok()
        };
        // One alone works where it stands; so does whoever is given no thread.
        if bounds.jobs <= 1 || (0..bounds.jobs).take_while(start).count() == 0 {
            return shared.work_here(worker(), sink);
        }
        while let Some(results) = shared.wait() {
            let mut results = results.into_iter().peekable();
            while let Some(result) = results.next()
                && failed.is_ok()
            {
                failed = sink(result, results.peek().is_some());
            }
            if failed.is_err() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        failed.map(|()| shared.lock().exhausted)
    })
}

/// Stack of a working thread, in bytes: what the first thread of a program has.
const STACK: usize = 8 * 1024 * 1024;

impl<I, T, R> Shared<'_, I, T, R>
where
    I: Iterator<Item = (T, u64)>,
{
    fn lock(&self) -> MutexGuard<'_, State<I, T, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes, works and lays down until there is nothing left to take.
    fn work(&self, mut task: impl FnMut(T) -> (R, u64)) {
        while let Some((number, input, cost)) = self.take() {
            let (result, holds) = task(input);
            let mut state = self.lock();
            state.in_hand = state.in_hand.saturating_sub(cost).saturating_add(holds);
            state.made.insert(number, (result, holds));
            if state.given == number {
                self.news.notify_one();
            }
            if holds < cost {
                self.room.notify_one();
            }
        }
    }

    /// Takes, works and gives out, one after another.
    fn work_here<E>(
        &self,
        mut task: impl FnMut(T) -> (R, u64),
        mut sink: impl FnMut(R, bool) -> Result<(), E>,
    ) -> Result<bool, E> {
        while let Some((_, input, _)) = self.take() {
            sink(task(input).0, false)?;
            let mut state = self.lock();
            state.given = state.taken;
            state.in_hand = 0;
        }
        Ok(self.lock().exhausted)
    }

    /// The next input with its number and what it will need, when there is room for it; `None` at the end.
    fn take(&self) -> Option<(u64, T, u64)> {
        let mut state = self.lock();
        loop {
            if state.ended || self.stop.load(Ordering::Relaxed) {
                state.ended = true;
                self.news.notify_one();
                self.room.notify_all();
                return None;
            }
            if state.next.is_none() {
                state.next = state.source.next();
                state.exhausted = state.next.is_none();
                state.ended = state.exhausted;
                continue;
            }
            let cost = state.next.as_ref().map_or(0, |(_, cost)| *cost);
            let few = state.taken - state.given < self.bounds.window;
            let small = state.in_hand == 0 || state.in_hand + cost <= self.bounds.memory;
            if few && small {
                let (input, cost) = state.next.take()?;
                let number = state.taken;
                state.taken += 1;
                state.in_hand += cost;
                return Some((number, input, cost));
            }
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for the next results in order and gives out all that are ready; `None` when all is given out.
    fn wait(&self) -> Option<Vec<R>> {
        let mut state = self.lock();
        loop {
            let mut ready = Vec::new();
            let from = state.given;
            while let Some((result, holds)) = state.made.remove(&(from + ready.len() as u64)) {
                state.in_hand = state.in_hand.saturating_sub(holds);
                ready.push(result);
            }
            if !ready.is_empty() {
                state.given += ready.len() as u64;
                self.room.notify_all();
                return Some(ready);
            }
            if state.ended && state.given == state.taken {
                return None;
            }
            state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;
    use std::sync::mpsc;

    const BOUNDS: Bounds = Bounds { jobs: 4, window: 8, memory: 100 };

    fn run(bounds: Bounds, inputs: impl Iterator<Item = (u64, u64)> + Send) -> Vec<u64> {
        let mut out = Vec::new();
        let sink = |r, _| {
            out.push(r);
            Ok::<(), ()>(())
        };
        assert!(in_order(bounds, &AtomicBool::new(false), inputs, || |n| (n, 1), sink).unwrap());
        out
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs_for_any_number_of_threads() {
        for jobs in [1, 2, 7] {
            let out = run(Bounds { jobs, ..BOUNDS }, (0..500).map(|n| (n, n % 60)));
            assert_eq!(out, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_input_at_all_ends() {
        assert!(run(BOUNDS, std::iter::empty()).is_empty());
    }

    #[test]
    fn an_input_above_the_bound_of_memory_is_worked_alone() {
        let at_once = AtomicU64::new(0);
        let worker = || {
            |cost: u64| {
                let before = at_once.fetch_add(1, Ordering::SeqCst);
                std::thread::yield_now();
                let after = at_once.fetch_sub(1, Ordering::SeqCst);
                ((cost, before + 1, after), 0)
            }
        };
        let inputs = (0..60).map(|n| if n % 3 == 0 { (1000, 1000) } else { (10, 10) });
        let sink = |(cost, before, after): (u64, u64, u64), _| {
            assert!(cost < 1000 || (before == 1 && after == 1), "a large one was not alone");
            Ok::<(), ()>(())
        };
        in_order(BOUNDS, &AtomicBool::new(false), inputs, worker, sink).unwrap();
    }

    #[test]
    fn the_first_that_is_late_holds_up_no_more_than_the_window() {
        let (go, wait) = mpsc::channel::<()>();
        let wait = Mutex::new(wait);
        let begun = AtomicU64::new(0);
        let worker = || {
            |n: u64| {
                if begun.fetch_add(1, Ordering::SeqCst) + 1 == BOUNDS.window {
                    go.send(()).unwrap();
                }
                if n == 0 {
                    wait.lock().unwrap().recv().unwrap();
                    assert_eq!(begun.load(Ordering::SeqCst), BOUNDS.window);
                }
                (n, 0)
            }
        };
        let mut out = Vec::new();
        let sink = |r, _| {
            out.push(r);
            Ok::<(), ()>(())
        };
        in_order(BOUNDS, &AtomicBool::new(false), (0..40).map(|n| (n, 0)), worker, sink).unwrap();
        assert_eq!(out, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn after_a_stop_what_is_in_hand_is_still_given_out_and_nothing_more_is_taken() {
        let stop = AtomicBool::new(false);
        let mut out = Vec::new();
        let sink = |r: u64, _| {
            out.push(r);
            if r == 20 {
                stop.store(true, Ordering::Relaxed);
            }
            Ok::<(), ()>(())
        };
        let all = in_order(BOUNDS, &stop, (0..).map(|n| (n, 0)), || |n| (n, 0), sink).unwrap();
        assert!(!all);
        assert!(out.len() >= 21 && out.len() <= 21 + 2 * 8, "{}", out.len());
        assert_eq!(out, (0..out.len() as u64).collect::<Vec<_>>());
    }

    #[test]
    fn a_fault_of_the_sink_ends_the_work() {
        let sink = |r: u64, _| if r == 5 { Err("full") } else { Ok(()) };
        let ended =
            in_order(BOUNDS, &AtomicBool::new(false), (0..).map(|n| (n, 0)), || |n| (n, 0), sink);
        assert_eq!(ended, Err("full"));
    }
}
