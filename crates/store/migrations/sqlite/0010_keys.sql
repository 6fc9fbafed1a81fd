-- Passkeys of a login (WebAuthn): public keys, by the id of the credential. On this machine only, never in the ledger.
CREATE TABLE passkeys (
    site TEXT NOT NULL,
    credential TEXT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    counter INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (site, credential)
) STRICT;

CREATE INDEX passkeys_of ON passkeys (site, login);

-- What was given out to be signed or brought back once: challenges of passkeys, log-ins begun at a provider. The login is
-- empty where nobody is known yet.
CREATE TABLE challenges (
    site TEXT NOT NULL,
    challenge TEXT NOT NULL,
    purpose TEXT NOT NULL,
    login TEXT NOT NULL,
    holds TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (site, challenge)
) STRICT;

-- The person of an OpenID provider that an administrator tied to a login. A login has one at most, and a person one login.
CREATE TABLE provider_ties (
    site TEXT NOT NULL,
    login TEXT NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (site, login)
) STRICT;

CREATE UNIQUE INDEX provider_ties_person ON provider_ties (site, issuer, subject);
