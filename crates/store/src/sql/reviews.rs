//! Reviews and their figures.

macro_rules! found {
    () => {
        concat!(" FROM reviews r WHERE ", words!("r"), " AND ($5 = '' OR r.state = $5)")
    };
}

statements! { "reviews";
    LIST = "list",
        concat!("SELECT r.site, r.id, r.title, r.body, r.body_name, r.reviewed, r.reviewed_name, r.from_on, r.to_on, \
            r.state, r.compiled_as_of, r.number, r.approved_on", found!(),
            " ORDER BY r.recorded_at DESC, r.site, r.id LIMIT $6 OFFSET $7");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
}
