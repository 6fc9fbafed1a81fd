//! Accounts and the roles they hold.

macro_rules! found {
    () => {
        concat!(" FROM accounts a WHERE ", words!("a"), " AND ($5 = '' OR a.site = $5)")
    };
}

statements! { "accounts";
    LIST = "list",
        concat!("SELECT a.site, a.id, a.login, a.name, a.closed", found!(), " ORDER BY a.login, a.site, a.id LIMIT $6 OFFSET $7");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    BY_LOGIN = "by_login",
        "SELECT site, id, login, name, closed FROM accounts WHERE site = $1 AND login = $2 ORDER BY closed, recorded_at";
    GRANTS = "grants",
        "SELECT site, id, role, body, body_name FROM grants WHERE site = $1 AND id = $2 ORDER BY n";
}
