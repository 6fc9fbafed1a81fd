//! Rows of an account: who it is, and the roles it holds.

use super::tables::{ACCOUNTS, GRANTS};
use super::{Fold, Row, search};
use crate::value::args;
use record::object::Account;

pub(super) fn rows(o: &Account, fold: Fold) -> Vec<Row> {
    let main = args![
        &o.login,
        &o.name,
        o.closed.is_some(),
        o.created.recorded_at,
        search(fold, &[Some(o.login.as_str()), Some(o.name.as_str())]),
    ];
    let grants = o.grants.iter().enumerate().map(|(n, grant)| {
        Row::new(&GRANTS, &o.at, args![n, grant.role.code(), &grant.body.at, &grant.body.name])
    });
    std::iter::once(Row::new(&ACCOUNTS, &o.at, main)).chain(grants).collect()
}
