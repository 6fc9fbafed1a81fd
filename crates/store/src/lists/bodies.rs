//! Bodies, units and people in lists. Sorted by folded name here; a page that shows names sorts them the Vietnamese way.

use super::{Page, Paging, asked, row};
use crate::error::Error;
use crate::sql::{bodies, people, units};
use crate::store::Store;
use crate::value::args;
use terms::{Day, Edtf, Ref, UnitLevel};

row! {
    /// A body in a list.
    BodyRow(Body) {
        /// Kind of body.
        kind: String = text;
        /// Its last name.
        name: String = text;
        /// Its last short name.
        short_name: Option<String> = maybe_text;
        /// The body above it.
        parent: Option<Ref> = maybe_parsed;
        /// That body's name, as it was when it was said.
        parent_name: Option<String> = maybe_text;
        /// The unit whose body it is.
        unit: Option<Ref> = maybe_parsed;
        /// That unit's name, as it was when it was said.
        unit_name: Option<String> = maybe_text;
        /// Since when it is known.
        from: Day = parsed;
        /// The first day on which it was no more.
        until: Option<Day> = maybe_parsed;
    }
}

row! {
    /// A unit in a list.
    UnitRow(Unit) {
        /// Level.
        level: UnitLevel = code(UnitLevel::from_code);
        /// Its last type word.
        unit_type: String = text;
        /// Its last name without the type word.
        name: String = text;
        /// Its last code.
        code: Option<String> = maybe_text;
        /// The unit above it.
        parent: Option<Ref> = maybe_parsed;
        /// That unit's name, as it was when it was said.
        parent_name: Option<String> = maybe_text;
        /// Latitude of its centre, millionths of a degree.
        lat_micro: Option<i64> = maybe_int;
        /// Longitude of its centre, millionths of a degree.
        lon_micro: Option<i64> = maybe_int;
        /// Since when it is known.
        from: Day = parsed;
        /// The first day on which it was no more.
        until: Option<Day> = maybe_parsed;
    }
}

row! {
    /// A unit that another one went into.
    SuccessorRow(Unit) {
        /// Its last type word.
        unit_type: String = text;
        /// Its last name without the type word.
        name: String = text;
        /// On which day.
        on: Day = parsed;
        /// How much of the area: `all`, `part` or `none`.
        area: String = text;
        /// How much of the people: `all`, `part` or `none`.
        population: String = text;
        /// The document that says so, as written.
        basis: Option<String> = maybe_text;
    }
}

row! {
    /// A person in office in a list.
    PersonRow(Person) {
        /// Name.
        name: String = text;
        /// The post seen last.
        post: Option<String> = maybe_text;
        /// The rank seen last.
        rank: Option<String> = maybe_text;
    }
}

row! {
    /// A post at a body.
    PostRow(Person) {
        /// The person's name.
        name: String = text;
        /// The whole post.
        title: String = text;
        /// Since when, as the source has it.
        from: Option<Edtf> = maybe_parsed;
        /// The first day on which the person is known to hold it.
        since: Day = parsed;
        /// The last day, when known.
        to: Option<Day> = maybe_parsed;
    }
}

/// Which bodies are asked for; what is `None` or empty filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyFilter {
    /// Words of its names.
    pub search: String,
    /// Kind of body.
    pub kind: Option<String>,
    /// The body above it.
    pub parent: Option<Ref>,
    /// A day on which it existed.
    pub on: Option<Day>,
}

/// Which units are asked for; what is `None` or empty filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitFilter {
    /// Words of its names.
    pub search: String,
    /// Level.
    pub level: Option<UnitLevel>,
    /// The unit above it last.
    pub parent: Option<Ref>,
    /// A day on which it existed.
    pub on: Option<Day>,
}

impl Store {
    /// Bodies by folded name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bodies(&self, f: &BodyFilter, paging: Paging) -> Result<Page<BodyRow>, Error> {
        let filter = args![asked(f.kind.as_ref()), asked(f.parent.as_ref()), asked(f.on)];
        let filter = self.searched(&f.search, filter);
        self.page((bodies::LIST, bodies::COUNT), filter, paging, BodyRow::read).await
    }

    /// Units by folded name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn units(&self, f: &UnitFilter, paging: Paging) -> Result<Page<UnitRow>, Error> {
        let filter = args![asked(f.level), asked(f.parent.as_ref()), asked(f.on)];
        let filter = self.searched(&f.search, filter);
        self.page((units::LIST, units::COUNT), filter, paging, UnitRow::read).await
    }

    /// The units that a unit went into.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn successors(&self, unit: &Ref) -> Result<Vec<SuccessorRow>, Error> {
        self.all(units::SUCCESSORS, args![unit], SuccessorRow::read).await
    }

    /// People in office by folded name, with a post at a body where one is given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people(
        &self,
        search: &str,
        body: Option<&Ref>,
        paging: Paging,
    ) -> Result<Page<PersonRow>, Error> {
        let filter = self.searched(search, args![asked(body)]);
        self.page((people::LIST, people::COUNT), filter, paging, PersonRow::read).await
    }

    /// The posts at a body through time, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn posts_at(&self, body: &Ref) -> Result<Vec<PostRow>, Error> {
        self.all(people::POSTS_AT, args![body], PostRow::read).await
    }
}
