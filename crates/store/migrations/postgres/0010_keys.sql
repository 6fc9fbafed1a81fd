-- Passkeys of a login (WebAuthn): public keys, by the id of the credential. On this machine only, never in the ledger.
CREATE TABLE passkeys (
    site TEXT COLLATE "C" NOT NULL,
    credential TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    public_key TEXT COLLATE "C" NOT NULL,
    counter BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (site, credential)
);

CREATE INDEX passkeys_of ON passkeys (site, login);

-- What was given out to be signed or brought back once: challenges of passkeys, log-ins begun at a provider. The login is
-- empty where nobody is known yet.
CREATE TABLE challenges (
    site TEXT COLLATE "C" NOT NULL,
    challenge TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    holds TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (site, challenge)
);

-- The person of an OpenID provider that an administrator tied to a login. A login has one at most, and a person one login.
CREATE TABLE provider_ties (
    site TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    issuer TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, login)
);

CREATE UNIQUE INDEX provider_ties_person ON provider_ties (site, issuer, subject);
