//! Mã truy cập: tokens by which other programs act for an account, made and ended by an administrator.

use super::fault::Fault;
use super::pieces::{day, not_taken, refusal};
use super::reply::{file, html, media_type, said};
use super::route::{ADMINISTRATOR, Routes, get};
use super::who::{Shared, Who};
use super::{Posted, Sent, pager, sort, with};
use crate::i18n::Lang;
use crate::layout::{Message, Nav};
use crate::view::common::{Choice, Select};
use crate::view::fault::ConfirmPage;
use crate::view::token::{TokenRow, TokensPage};
use app::tokens::{NewToken, TokenAsk, listed, tokens_xlsx};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::Scope;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/tokens", get(ADMINISTRATOR, list).post(ADMINISTRATOR, make))
        .route("/tokens.xlsx", get(ADMINISTRATOR, sheet))
        .route("/tokens/{token}/end", get(ADMINISTRATOR, ask_end).post(ADMINISTRATOR, end))
}

/// What the address says of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    state: String,
    sort: String,
    page: String,
}

impl Asked {
    fn ask(&self) -> TokenAsk {
        let page = self.page.parse().unwrap_or(1);
        let (q, state, sort) = (self.q.clone(), self.state.clone(), self.sort.clone());
        TokenAsk { q, state, sort, page }
    }
}

async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    html(&page(&shared, &who, &asked, &Sent::default(), None).await?)
}

async fn sheet(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let day = shared.office.today();
    let ask = TokenAsk { page: 0, ..asked.ask() };
    let rows = listed(shared.office.tokens(&who.viewer).await?, &ask).rows;
    let name = format!("ma-truy-cap-{day}.xlsx");
    Ok(file(&name, media_type(&name), tokens_xlsx(&rows, day)?))
}

fn filters(lang: Lang, chosen: &str) -> Vec<Select> {
    let states = [("valid", "tokens-valid"), ("over", "tokens-over"), ("unused", "tokens-unused")];
    let one = |(code, key): (&str, &str)| Choice::new(code, lang.t(key), code == chosen);
    let all = Choice::new("", lang.t("filter-any"), chosen.is_empty());
    let choices = std::iter::once(all).chain(states.map(one)).collect();
    vec![Select::new("state", lang.t("tokens-state"), choices)]
}

fn row(t: app::tokens::TokenRow) -> TokenRow {
    TokenRow {
        token: t.token,
        name: t.name,
        login: t.login,
        scopes: t.scopes,
        made: format!("{}, {}", t.made_by, t.made_on.vn()),
        until: t.until.vn(),
        over: t.over,
        used: t.used_on.map(|day| day.vn()),
    }
}

/// The page; what was typed stays when it was refused.
async fn page(
    shared: &Shared,
    who: &Who,
    asked: &Asked,
    typed: &Sent,
    refused: Option<Message>,
) -> Result<TokensPage, Fault> {
    let list = listed(shared.office.tokens(&who.viewer).await?, &asked.ask());
    let accounts = shared.office.administration(&who.viewer)?.list().await?;
    let open = accounts.iter().filter(|a| a.closed.is_none());
    let choice = |a: &app::accounts::Account| {
        Choice::new(
            a.login.as_str(),
            format!("{}, {}", a.login, a.name),
            a.login == typed.one("login"),
        )
    };
    let chosen = |s: &Scope| match typed.posted {
        true => typed.all("scopes").any(|code| code == s.code()),
        false => *s == Scope::Read,
    };
    let accounts = open.map(choice).collect();
    let mut p = who.page(shared, Nav::Accounts).await;
    p.messages.extend(refused);
    Ok(TokensPage {
        query: asked.q.clone(),
        filters: filters(who.lang, &asked.state),
        sort: sort(Some(&asked.sort), "name", &who.here),
        pager: pager(&list, &who.here),
        export: with(&who.here, "page", "").replacen("/tokens", "/tokens.xlsx", 1),
        rows: list.rows.into_iter().map(row).collect(),
        accounts,
        scopes: Scope::ALL.iter().map(|s| (*s, chosen(s))).collect(),
        name: typed.one("name").to_owned(),
        until: typed.one("until").to_owned(),
        made: None,
        p,
    })
}

async fn make(State(shared): State<Shared>, who: Who, sent: Sent) -> Result<Response, Fault> {
    let new = NewToken {
        login: sent.one("login").to_owned(),
        name: sent.one("name").to_owned(),
        scopes: sent.all("scopes").filter_map(Scope::from_code).collect(),
        until: day(who.lang, sent.one("until"))?,
    };
    match shared.office.make_token(&who.viewer, new).await {
        Ok((secret, _)) => {
            let page = page(&shared, &who, &Asked::default(), &Sent::default(), None).await?;
            html(&TokensPage { made: Some(secret), ..page })
        }
        Err(e) => {
            let page = page(&shared, &who, &Asked::default(), &sent, Some(refusal(e)?)).await?;
            html(&page).map(not_taken)
        }
    }
}

async fn ask_end(
    State(shared): State<Shared>,
    who: Who,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let all = shared.office.tokens(&who.viewer).await?;
    let found = all.into_iter().find(|t| t.token == token).ok_or_else(Fault::no_such_page)?;
    let p = who.page(&shared, Nav::Accounts).await;
    html(&ConfirmPage {
        question: p.tw("tokens-end-question", format!("{} ({})", found.name, found.login)),
        consequence: p.t("tokens-end-consequence"),
        action: format!("/tokens/{}/end", found.token),
        button: p.t("tokens-end"),
        fields: Vec::new(),
        asks_reason: true,
        danger: true,
        back: "/tokens".into(),
        refused: None,
        p,
    })
}

#[derive(Deserialize)]
struct Ending {
    reason: String,
}

async fn end(
    State(shared): State<Shared>,
    who: Who,
    Path(token): Path<String>,
    Posted(form): Posted<Ending>,
) -> Result<Response, Fault> {
    let ended = shared.office.end_token(&who.viewer, &token, form.reason).await?;
    Ok(said("/tokens", "said-token-ended", &ended.name))
}
