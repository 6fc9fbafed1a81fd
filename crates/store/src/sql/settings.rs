//! What this store knows of itself: which site it is, and marks such as that its data is a sample.

statements! { "settings";
    PUT = "put",
        "INSERT INTO settings (site, name, value) VALUES ($1, $2, $3) \
         ON CONFLICT (site, name) DO UPDATE SET value = excluded.value";
    ADD = "add",
        "INSERT INTO settings (site, name, value) VALUES ($1, $2, $3) ON CONFLICT (site, name) DO NOTHING";
    GET = "get", "SELECT value FROM settings WHERE site = $1 AND name = $2";
    SITES = "sites", "SELECT site FROM settings WHERE name = $1 ORDER BY site";
}
