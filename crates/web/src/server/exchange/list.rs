//! The lists of bundles received and sent, and of sites: filtered, sorted, and as spreadsheets.

use super::super::fault::Fault;
use super::super::list::{pager, sort, with};
use super::super::reply::{file, html, media_type};
use super::super::who::{Shared, Who};
use super::{received, sent};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Select};
use crate::view::exchange::list::ListPage;
use app::exchange::{ListAsk, peers_xlsx, received_xlsx, sent_xlsx};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

/// What the address says of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    peer: String,
    state: String,
    sort: String,
    page: String,
}

impl Asked {
    pub(super) fn ask(&self, usual: &str) -> ListAsk {
        ListAsk {
            q: self.q.clone(),
            peer: self.peer.clone(),
            state: self.state.clone(),
            sort: if self.sort.is_empty() { usual.to_owned() } else { self.sort.clone() },
            page: self.page.parse().unwrap_or(1),
        }
    }

    fn all(&self, usual: &str) -> ListAsk {
        ListAsk { page: 0, ..self.ask(usual) }
    }

    /// How the list is sorted, with the address without it.
    pub(super) fn sort(&self, usual: &str, here: &str) -> crate::view::common::Sort {
        sort(Some(&self.sort), usual, here)
    }
}

/// The address of the same list as a spreadsheet.
pub(super) fn as_sheet(path: &str, here: &str) -> String {
    let query = with(here, "page", "");
    query.split_once('?').map_or_else(|| path.to_owned(), |(_, q)| format!("{path}?{q}"))
}

async fn peers(shared: &Shared, who: &Who, chosen: &str) -> Result<Vec<Choice>, Fault> {
    let all = ListAsk { page: 0, ..ListAsk::default() };
    let rows = shared.office.exchange(&who.viewer)?.peers(&all).await?.rows;
    let none = Choice::new("", who.lang.t("filter-any"), chosen.is_empty());
    let one = |r: app::exchange::Peer| {
        let label = format!("{} ({})", r.name, r.site);
        Choice::new(r.site.as_str(), label, r.site.as_str() == chosen)
    };
    Ok(std::iter::once(none).chain(rows.into_iter().map(one)).collect())
}

fn states(lang: Lang, codes: &[(&str, &str)], chosen: &str) -> Vec<Choice> {
    let all = Choice::new("", lang.t("filter-any"), chosen.is_empty());
    let one = |(code, key): &(&str, &str)| Choice::new(*code, lang.t(key), *code == chosen);
    std::iter::once(all).chain(codes.iter().map(one)).collect()
}

pub(super) async fn all_received(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let list = shared.office.exchange(&who.viewer)?.received(&asked.ask("-noted")).await?;
    let codes = [
        ("in", "exchange-in"),
        ("refused", "exchange-refused"),
        ("carried", "exchange-carried"),
        ("pulled", "exchange-pulled"),
    ];
    let filters = vec![
        Select::new(
            "peer",
            who.lang.t("exchange-sender"),
            peers(&shared, &who, &asked.peer).await?,
        ),
        Select::new(
            "state",
            who.lang.t("exchange-outcome"),
            states(who.lang, &codes, &asked.state),
        ),
    ];
    html(&ListPage {
        p: who.page(&shared, Nav::Exchange).await,
        title: "exchange-received",
        action: "/exchange/received",
        filters,
        sort: asked.sort("-noted", &who.here),
        pager: pager(&list, &who.here),
        export: as_sheet("/exchange/received.xlsx", &who.here),
        received: list.rows.into_iter().map(received).collect(),
        sent: Vec::new(),
        query: asked.q,
    })
}

pub(super) async fn all_sent(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let list = shared.office.exchange(&who.viewer)?.sent(&asked.ask("-made")).await?;
    let codes = [
        ("yes", "exchange-arrived-yes"),
        ("no", "exchange-arrived-no"),
        ("open", "exchange-arrived-open"),
    ];
    let filters = vec![
        Select::new("peer", who.lang.t("exchange-to"), peers(&shared, &who, &asked.peer).await?),
        Select::new(
            "state",
            who.lang.t("exchange-arrived"),
            states(who.lang, &codes, &asked.state),
        ),
    ];
    html(&ListPage {
        p: who.page(&shared, Nav::Exchange).await,
        title: "exchange-sent",
        action: "/exchange/sent",
        filters,
        sort: asked.sort("-made", &who.here),
        pager: pager(&list, &who.here),
        export: as_sheet("/exchange/sent.xlsx", &who.here),
        received: Vec::new(),
        sent: list.rows.into_iter().map(sent).collect(),
        query: asked.q,
    })
}

pub(super) async fn received_sheet(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let list = shared.office.exchange(&who.viewer)?.received(&asked.all("-noted")).await?;
    let day = shared.office.today();
    sheet("goi-da-nhan", day, received_xlsx(&list.rows, day)?)
}

pub(super) async fn sent_sheet(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let list = shared.office.exchange(&who.viewer)?.sent(&asked.all("-made")).await?;
    let day = shared.office.today();
    sheet("goi-da-gui", day, sent_xlsx(&list.rows, day)?)
}

pub(super) async fn peers_sheet(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let list = shared.office.exchange(&who.viewer)?.peers(&asked.all("name")).await?;
    let day = shared.office.today();
    sheet("noi-cai-dat", day, peers_xlsx(&list.rows, day)?)
}

fn sheet(name: &str, day: terms::Day, bytes: Vec<u8>) -> Result<Response, Fault> {
    let name = format!("{name}-{day}.xlsx");
    Ok(file(&name, media_type(&name), bytes))
}
