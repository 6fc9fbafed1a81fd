//! Quy định đăng nhập: how long sessions last, who needs a second factor or a second person; set by an administrator.

use super::fault::Fault;
use super::pieces::{not_taken, refusal};
use super::posted::Posted;
use super::reply::{html, said};
use super::route::{ADMINISTRATOR, Routes, get};
use super::who::{Shared, Who};
use crate::layout::Nav;
use crate::view::own::AccessRulesPage;
use app::login::AccessRules;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new().route("/accounts/rules", get(ADMINISTRATOR, show).post(ADMINISTRATOR, set))
}

async fn page(shared: &Shared, who: &Who, form: Rules) -> AccessRulesPage {
    AccessRulesPage {
        p: who.page(shared, Nav::Accounts).await,
        idle: form.idle,
        longest: form.longest,
        factor: form.factor.is_some(),
        second: form.second.is_some(),
    }
}

async fn show(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let rules = shared.office.access_rules().await?;
    let tick = |on: bool| on.then(String::new);
    let form = Rules {
        idle: rules.idle_minutes.to_string(),
        longest: rules.longest_hours.to_string(),
        factor: tick(rules.factor_for_administrators),
        second: tick(rules.second_person),
    };
    html(&page(&shared, &who, form).await)
}

#[derive(Deserialize)]
struct Rules {
    idle: String,
    longest: String,
    factor: Option<String>,
    second: Option<String>,
}

async fn set(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Rules>,
) -> Result<Response, Fault> {
    // What is no number is out of bounds, which the rules say themselves.
    let number = |typed: &str| typed.trim().parse().unwrap_or(0);
    let rules = AccessRules {
        idle_minutes: number(&form.idle),
        longest_hours: number(&form.longest),
        factor_for_administrators: form.factor.is_some(),
        second_person: form.second.is_some(),
    };
    match shared.office.administration(&who.viewer)?.set_rules(rules).await {
        Ok(()) => Ok(said("/accounts/rules", "said-rules", "")),
        Err(e) => {
            let message = refusal(e)?;
            let mut page = page(&shared, &who, form).await;
            page.p.messages.push(message);
            html(&page).map(not_taken)
        }
    }
}
