//! The chart of a chain on a day.

use super::super::list::with;
use super::super::pieces::n;
use super::super::{Fault, Shared, Who, html, see};
use super::{asked_day, tell};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Select};
use crate::view::offices::{ChartLine, ChartPage};
use app::offices::{ChartAsked, ChartItem};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Chain, Ref};

/// The deepest step that the list shows.
const DEEPEST: u8 = 4;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    day: String,
    on: String,
    chain: String,
    top: String,
}

impl Asked {
    /// `on=` is taken as `day=` is.
    fn typed(&self) -> &str {
        if self.day.trim().is_empty() { &self.on } else { &self.day }
    }
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let top: Option<Ref> = asked.top.parse().ok();
    let chain = Chain::from_code(&asked.chain);
    let wanted = ChartAsked { day: asked_day(asked.typed()), chain, top };
    let view = shared.office.chart(&who.viewer, &wanted).await?;
    let mut p = who.page(&shared, Nav::Bodies).await;
    tell(&mut p, asked.typed());
    let here = who.here.clone();
    html(&ChartPage {
        p,
        day: view.day.vn(),
        filters: vec![chains(who.lang, chain)],
        top: view.top.as_ref().map(|t| (see(t), t.at.to_string())),
        whole: with(&here, "top", ""),
        svg: view.svg,
        items: view.items.iter().map(|i| item(&here, i)).collect(),
        vacant: n(view.vacant),
        not_drawn: n(view.not_drawn),
    })
}

fn chains(lang: Lang, chosen: Option<Chain>) -> Select {
    let mut all = vec![Choice::new("", lang.t("chain-principal"), chosen.is_none())];
    let one = |c: &Chain| Choice::new(c.code(), lang.t(&c.key()), chosen == Some(*c));
    all.extend(Chain::ALL.iter().map(one));
    Select::new("chain", lang.t("chain"), all)
}

fn item(here: &str, item: &ChartItem) -> ChartLine {
    ChartLine {
        body: see(&item.body),
        depth: item.depth.min(DEEPEST),
        head: item.head.clone(),
        vacant: item.vacant.join(", "),
        chart: (item.has_below && item.depth > 0)
            .then(|| with(here, "top", &item.body.at.to_string())),
    }
}
