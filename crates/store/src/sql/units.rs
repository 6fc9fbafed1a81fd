//! Administrative units, by the name they have last.

macro_rules! found {
    () => {
        concat!(
            " FROM units u WHERE ",
            words!("u"),
            " AND ($5 = '' OR u.level = $5) AND ($6 = '' OR u.parent = $6) \
     AND ($7 = '' OR (u.from_on <= $7 AND (u.until_on IS NULL OR u.until_on > $7)))"
        )
    };
}

statements! { "units";
    LIST = "list",
        concat!("SELECT u.site, u.id, u.level, u.unit_type, u.name, u.code, u.parent, u.parent_name, u.lat_micro, \
            u.lon_micro, u.from_on, u.until_on", found!(), " ORDER BY u.search, u.site, u.id LIMIT $8 OFFSET $9");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    /// The units that one went into.
    SUCCESSORS = "successors",
        "SELECT l.site, l.id, u.unit_type, u.name, l.on_day, l.area, l.population, l.basis FROM unit_links l \
         JOIN units u ON u.site = l.site AND u.id = l.id WHERE l.predecessor = $1 ORDER BY l.on_day, l.site, l.id, l.n";
}
