//! Submissions and their cells.

macro_rules! found { () => { concat!(
    " FROM submissions s WHERE ", words!("s"), " AND ($5 = '' OR s.form = $5) \
     AND ($6 = '' OR $6 LIKE '%|' || s.unit || '|%') AND ($7 = '' OR s.from_on >= $7) AND ($8 = '' OR s.to_on <= $8) \
     AND ($9 = '' OR s.state = $9)"
) } }

macro_rules! columns { () => {
    "SELECT s.site, s.id, s.form, s.form_name, s.unit, s.unit_name, s.from_on, s.to_on, s.state, s.first_submitted_on, \
     s.submitted_on, s.approved_on"
} }

statements! { "submissions";
    LIST = "list",
        concat!(columns!(), found!(), " ORDER BY s.from_on DESC, s.search, s.site, s.id LIMIT $10 OFFSET $11");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    BY_KEY = "by_key",
        concat!(columns!(), " FROM submissions s WHERE s.form = $1 AND s.unit = $2 AND s.from_on = $3 AND s.to_on = $4 \
            ORDER BY s.recorded_at, s.site, s.id");
    /// Every cell of a form's submissions in a span of days.
    CELLS = "cells",
        "SELECT s.site, s.id, s.unit, s.unit_name, s.from_on, s.to_on, s.state, c.indicator, c.state, c.value, c.note, \
         c.corrected, c.act_site, c.act_seq FROM submissions s JOIN cells c ON c.site = s.site AND c.id = s.id \
         WHERE s.form = $1 AND s.from_on >= $2 AND s.to_on <= $3 ORDER BY s.from_on, s.site, s.id, c.indicator";
}
