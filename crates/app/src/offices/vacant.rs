//! What stands vacant on a day: posts that were laid down and that nobody holds, or not enough people.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::{Needle, PER_PAGE, Paged, sort_by_name};
use record::object::Body;
use record::offices::{Offices, PostNow};
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::{Amount, Day, Named, Role};

/// A post that stands vacant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VacantRow {
    /// The body with its name of the day.
    pub body: Named,
    /// The body above it.
    pub parent: Option<Named>,
    /// The post.
    pub post: PostNow,
    /// Since when nobody has held it, when anyone did; the day of laying down otherwise.
    pub since: Option<Day>,
}

/// What stands vacant on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VacantView {
    /// The day.
    pub day: Day,
    /// The rows, by body the Vietnamese way.
    pub rows: Paged<VacantRow>,
    /// How many posts are laid down on the day, vacant or not.
    pub laid_down: usize,
    /// How many bodies have none laid down.
    pub unknown: usize,
}

impl Office {
    /// The posts that stand vacant on a day, today when `None`; `page` 0 gives all.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn vacant(
        &self,
        viewer: &Viewer,
        day: Option<Day>,
        search: &str,
        page: usize,
    ) -> Result<VacantView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = day.unwrap_or_else(|| self.today());
        let (offices, needle) = (Offices::of(&facts), Needle::of(search));
        let mut rows: Vec<VacantRow> = offices
            .vacant_on(day)
            .into_iter()
            .filter(|p| needle.fits(&[&p.post, &p.body.name]))
            .map(|post| row(&offices, post, day))
            .collect();
        sort_by_name(&mut rows, |r| &r.body.name);
        let laid = |b: &&Body| b.posts_on(day).count();
        let there: Vec<&Body> = offices.bodies_on(day).collect();
        Ok(VacantView {
            day,
            laid_down: there.iter().map(laid).sum(),
            unknown: there.iter().filter(|b| laid(b) == 0).count(),
            rows: Paged::of(rows, page, if page == 0 { 0 } else { PER_PAGE }),
        })
    }
}

fn row(offices: &Offices<'_>, post: PostNow, day: Day) -> VacantRow {
    let body = offices.body(&post.body.at);
    let parent = body.and_then(|b| b.parent_on(day)).cloned();
    let since = body.and_then(|b| offices.vacant_since(b, &post.post, day));
    VacantRow { body: post.body.clone(), parent, post, since }
}

impl VacantView {
    /// The rows as an .xlsx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let number = |n: u64| {
            i64::try_from(n).map_or(TableCell::Blank, |n| TableCell::Number(Amount::new(n, 0)))
        };
        let rows = self.rows.rows.iter().map(|r| {
            vec![
                TableCell::Text(r.body.name.clone()),
                TableCell::Text(r.post.post.clone()),
                number(r.post.seats.unwrap_or(0)),
                number(r.post.vacant()),
                r.since.map_or(TableCell::Blank, TableCell::Day),
                TableCell::Text(r.parent.as_ref().map_or("", |p| p.name.as_str()).to_owned()),
            ]
        });
        let columns = [
            ("Cơ quan, tổ chức", 60),
            ("Chức vụ", 34),
            ("Định số", 10),
            ("Khuyết", 10),
            ("Khuyết từ ngày", 16),
            ("Cơ quan cấp trên", 50),
        ];
        Ok(write_table(&Table {
            sheet: "Chức vụ khuyết".to_owned(),
            title: format!("Chức vụ khuyết ngày {}", self.day.vn()),
            notes: vec![format!(
                "{} chức vụ được xác lập; {} cơ quan chưa ghi chức vụ nào.",
                self.laid_down, self.unknown
            )],
            columns: columns.map(|(t, width)| Column { title: t.into(), width }).into(),
            rows: rows.collect(),
        })?)
    }
}
