//! Who may do what: a person logged in, with roles on bodies and all bodies below them.

use crate::error::{Error, Problem};
use record::Actor;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Named, Ref, Role};

/// The bodies and which is below which, on one day.
#[derive(Debug, Clone, Default)]
pub struct BodyTree {
    parents: BTreeMap<Ref, Ref>,
}

impl BodyTree {
    /// A tree from pairs of body and body above.
    pub fn new(pairs: impl IntoIterator<Item = (Ref, Ref)>) -> Self {
        Self { parents: pairs.into_iter().collect() }
    }

    /// Whether `below` is `above` or somewhere under it; a circle in the data ends the walk.
    pub fn is_under(&self, below: &Ref, above: &Ref) -> bool {
        let mut seen = BTreeSet::new();
        let mut at = Some(below);
        while let Some(body) = at {
            if body == above {
                return true;
            }
            if !seen.insert(body) {
                return false;
            }
            at = self.parents.get(body);
        }
        false
    }
}

/// A role on a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The body whose subtree it covers.
    pub body: Named,
}

/// What an address or a command asks of whoever uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: also who is not logged in.
    Nothing,
    /// To be logged in.
    Account,
    /// A role on any body.
    Held(Role),
    /// A role on the body that the object is of: the use case looks at the object.
    HeldOver(Role),
}

impl Needs {
    /// The role, where one is needed.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Nothing | Self::Account => None,
            Self::Held(role) | Self::HeldOver(role) => Some(role),
        }
    }

    /// Whether a person has what can be asked before an object is looked at.
    ///
    /// # Errors
    /// `permit.missing`.
    pub fn met_by(self, viewer: &Viewer) -> Result<(), Error> {
        self.role().map_or(Ok(()), |role| viewer.acting_at_home(role).map(|_| ()))
    }
}

/// A person logged in. Every use case takes one; without it there is nothing to call.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Login name.
    pub login: String,
    /// The holder's name.
    pub name: String,
    /// Roles held.
    pub grants: Vec<Grant>,
    /// The bodies on the day of the request.
    pub tree: BodyTree,
}

/// Which roles include which: an officer may do what a clerk may, an administrator manages accounts only.
fn includes(held: Role, needed: Role) -> bool {
    use Role::{Administrator, Approver, Clerk, Officer, Reader, Standby};
    match needed {
        Reader => true,
        Clerk => matches!(held, Clerk | Officer | Approver),
        Officer => matches!(held, Officer | Approver),
        Approver => held == Approver,
        Administrator => held == Administrator,
        Standby => held == Standby,
    }
}

impl Viewer {
    /// Whether the viewer holds a role on a body.
    pub fn may(&self, needed: Role, body: &Ref) -> bool {
        self.grants.iter().any(|g| includes(g.role, needed) && self.tree.is_under(body, &g.body.at))
    }

    /// Whether the viewer holds a role anywhere.
    pub fn is(&self, needed: Role) -> bool {
        self.grants.iter().any(|g| includes(g.role, needed))
    }

    /// The first body on which the viewer holds a role: the one they act for when nothing else is said.
    pub fn home(&self, needed: Role) -> Option<&Named> {
        self.grants.iter().find(|g| includes(g.role, needed)).map(|g| &g.body)
    }

    /// The viewer acting for a body.
    ///
    /// # Errors
    /// `permit.missing` when the viewer does not hold the role there.
    pub fn acting(&self, needed: Role, body: &Named) -> Result<Actor, Error> {
        if self.may(needed, &body.at) {
            return Ok(Actor {
                login: self.login.clone(),
                name: self.name.clone(),
                body: body.clone(),
            });
        }
        Err(missing(needed, &body.name))
    }

    /// The viewer acting for the first body on which they hold a role.
    ///
    /// # Errors
    /// `permit.missing` when they hold it nowhere.
    pub fn acting_at_home(&self, needed: Role) -> Result<Actor, Error> {
        match self.home(needed) {
            Some(body) => self.acting(needed, &body.clone()),
            None => Err(missing(needed, "cơ quan của bạn")),
        }
    }
}

fn missing(role: Role, body: &str) -> Error {
    let facts = [("role", role.label().to_owned()), ("body", body.to_owned())];
    Error::Forbidden(Problem::new("permit.missing", facts))
}
