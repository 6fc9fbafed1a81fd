//! Bodies, by the name they have last.

macro_rules! found {
    () => {
        concat!(
            " FROM bodies b WHERE ",
            words!("b"),
            " AND ($5 = '' OR b.kind = $5) AND ($6 = '' OR b.parent = $6) \
     AND ($7 = '' OR (b.from_on <= $7 AND (b.until_on IS NULL OR b.until_on > $7)))"
        )
    };
}

statements! { "bodies";
    LIST = "list",
        concat!("SELECT b.site, b.id, b.kind, b.name, b.short_name, b.parent, b.parent_name, b.unit, b.unit_name, \
            b.from_on, b.until_on", found!(), " ORDER BY b.search, b.site, b.id LIMIT $8 OFFSET $9");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
}
