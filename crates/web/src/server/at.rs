//! Addresses of objects: from the path to the reference and back.

use super::fault::Fault;
use crate::view::common::Link;
use terms::{Kind, Named, Ref};

/// The object of a kind whose site and id stand in the path.
///
/// # Errors
/// No such page, when they are not a site and an id.
pub(crate) fn at(kind: Kind, path: (String, String)) -> Result<Ref, Fault> {
    let (site, id) = path;
    match (site.parse(), id.parse()) {
        (Ok(site), Ok(id)) => Ok(Ref { kind, site, id }),
        _ => Err(Fault::no_such_page()),
    }
}

/// The address of an object's page: `/tasks/{site}/{id}`.
pub(crate) fn href(at: &Ref) -> String {
    let room = match at.kind {
        Kind::Document => "documents",
        Kind::Body => "bodies",
        Kind::Unit => "units",
        Kind::Person => "people",
        Kind::Task => "tasks",
        Kind::Form => "forms",
        Kind::Submission => "submissions",
        Kind::Activity => "activities",
        Kind::Finding => "findings",
        Kind::Review => "reviews",
        Kind::Intake => "intake",
        Kind::Account | Kind::Site | Kind::Later(_) => return format!("/history/{at}"),
    };
    format!("/{room}/{}/{}", at.site, at.id)
}

/// The name of an object, leading to its page.
pub(crate) fn see(named: &Named) -> Link {
    Link::new(named.name.clone(), href(&named.at))
}
