//! People of an OpenID provider tied to logins: on this machine only, never in the ledger.

statements! { "provider_ties";
    PUT = "put",
        "INSERT INTO provider_ties (site, login, issuer, subject) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (site, login) DO UPDATE SET issuer = excluded.issuer, subject = excluded.subject";
    OF = "of", "SELECT login, issuer, subject FROM provider_ties WHERE site = $1 AND login = $2";
    LOGIN = "login",
        "SELECT login FROM provider_ties WHERE site = $1 AND issuer = $2 AND subject = $3";
    ALL_OF_SITE = "all", "SELECT login, issuer, subject FROM provider_ties WHERE site = $1 ORDER BY login";
    DELETE = "delete", "DELETE FROM provider_ties WHERE site = $1 AND login = $2";
}
