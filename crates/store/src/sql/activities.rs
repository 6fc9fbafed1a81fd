//! Activities.

macro_rules! found {
    () => {
        concat!(
            " FROM activities a WHERE ",
            words!("a"),
            " AND ($5 = '' OR a.kind = $5) AND ($6 = '' OR a.held_first >= $6) \
     AND ($7 = '' OR a.held_first <= $7) AND a.withdrawn = 0"
        )
    };
}

statements! { "activities";
    LIST = "list",
        concat!("SELECT a.site, a.id, a.kind, a.title, a.held_on, a.place, a.field", found!(),
            " ORDER BY COALESCE(a.held_first, '') DESC, a.site, a.id LIMIT $8 OFFSET $9");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
}
