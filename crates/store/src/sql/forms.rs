//! Forms and the periods opened for them.

macro_rules! found {
    () => {
        concat!(" FROM forms f WHERE ", words!("f"))
    };
}

statements! { "forms";
    LIST = "list",
        concat!("SELECT f.site, f.id, f.code, f.title, f.asked_by, f.asked_by_name, f.filled_by, f.closed_on, \
            (SELECT COUNT(*) FROM indicators i WHERE i.site = f.site AND i.id = f.id)", found!(),
            " ORDER BY f.code, f.site, f.id LIMIT $5 OFFSET $6");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    PERIODS = "periods",
        "SELECT p.site, p.id, f.code, f.title, p.from_on, p.to_on, p.on_time_until, p.open_until FROM form_periods p \
         JOIN forms f ON f.site = p.site AND f.id = p.id WHERE ($1 = '' OR 'form/' || p.site || '/' || p.id = $1) \
         AND ($2 = '' OR p.open_until >= $2) ORDER BY p.from_on DESC, f.code, p.site, p.id, p.to_on DESC";
}
