-- Acts of kinds that this program does not know, to be folded when a program that knows them opens the store. Not part of the ledger.
CREATE TABLE unread (
    site TEXT COLLATE "C" NOT NULL,
    chain TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, chain, seq)
);
