//! Folding any acts that can be written: it never breaks, and the order of arrival does not matter.

use crate::make::{self, From, PAYLOADS};
use proptest::prelude::*;
use record::figures::{Facts, Figures, MapChoice, Question};
use record::{Act, fold};
use std::collections::BTreeSet;
use terms::{Instant, Kind, Ref};

/// Acts of one kind on one object, one of each variant and more, with random fields, in random order of recording.
fn acts(kind: Kind, rng: &mut From) -> Vec<Act> {
    let mut subject: Option<Ref> = None;
    let mut acts = Vec::new();
    for (seq, payload) in PAYLOADS.iter().cycle().take(PAYLOADS.len() * 3).enumerate() {
        let payload = payload(rng);
        if payload.kind() != kind {
            continue;
        }
        let mut act = make::act(payload, rng);
        act.seq = seq as u64;
        act.recorded_at = Instant(act.recorded_at.0 % 50);
        act.subject = subject.get_or_insert(act.subject).clone();
        acts.push(act);
    }
    acts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_acts_fold_and_in_any_order_alike(
        kind in prop::sample::select(Kind::ALL),
        seed in Just(()).prop_perturb(|(), rng| rng),
    ) {
        let mut order = From::Random(seed.clone());
        let acts = acts(kind, &mut From::Random(seed));
        let mut shuffled = acts.clone();
        for i in (1..shuffled.len()).rev() {
            shuffled.swap(i, order.below(i as u64 + 1) as usize);
        }
        let object = fold(&acts);
        prop_assert_eq!(&object, &fold(&shuffled));
        let Some(object) = object else { return Ok(()) };
        let noted: BTreeSet<&str> = object.misfits().iter().map(|m| m.code).collect();
        prop_assert!(noted.iter().all(|code| record::object::MISFITS.contains(code)), "{noted:?}");
        let facts = Facts::of([object]);
        ask_everything(&facts);
    }
}

/// Whatever the facts are, asking does not break.
fn ask_everything(facts: &Facts) {
    let figures = Figures::of(facts);
    for form in &facts.forms {
        for indicator in &form.facts.indicators {
            let question = Question {
                form: form.at.clone(),
                indicator: indicator.code.clone(),
                unit: form.at.clone(),
                periods: form.periods.keys().copied().collect(),
                map: MapChoice::AsReported,
                include_unapproved: true,
            };
            assert_eq!(figures.total(&question).reported, 0);
        }
    }
    for task in &facts.tasks {
        for step in &task.steps {
            let day = step.by.effective_on;
            assert_eq!(task.state_on(day).is_some(), task.phase_on(day).is_some());
        }
    }
}
