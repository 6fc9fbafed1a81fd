//! People in office and their posts.

macro_rules! found {
    () => {
        concat!(
            " FROM people p WHERE ",
            words!("p"),
            " AND ($5 = '' OR EXISTS (SELECT 1 FROM posts h WHERE h.site = p.site \
     AND h.id = p.id AND h.body = $5))"
        )
    };
}

statements! { "people";
    LIST = "list",
        concat!("SELECT p.site, p.id, p.name, p.post, p.rank", found!(),
            " ORDER BY p.search, p.site, p.id LIMIT $6 OFFSET $7");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    POSTS_AT = "posts_at",
        "SELECT h.site, h.id, p.name, h.title, h.from_on, h.since, h.to_on FROM posts h \
         JOIN people p ON p.site = h.site AND p.id = h.id WHERE h.body = $1 ORDER BY h.since DESC, h.site, h.id, h.n";
}
