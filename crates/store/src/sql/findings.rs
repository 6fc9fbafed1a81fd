//! Findings.

macro_rules! found {
    () => {
        concat!(
            " FROM findings f WHERE ",
            words!("f"),
            " AND ($5 = '' OR f.kind = $5) AND ($6 = '' OR f.field = $6) \
     AND ($7 = '' OR f.found_on >= $7) AND ($8 = '' OR f.found_on <= $8) AND f.withdrawn = 0"
        )
    };
}

statements! { "findings";
    LIST = "list",
        concat!("SELECT f.site, f.id, f.kind, f.words, f.field, f.body, f.body_name, f.cause_of, f.found_in, \
            f.found_in_name, f.found_on, f.resolved_on", found!(),
            " ORDER BY f.found_on DESC, f.site, f.id LIMIT $9 OFFSET $10");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
}
