-- Acts of kinds that this program does not know, to be folded when a program that knows them opens the store. Not part of the ledger.
CREATE TABLE unread (
    site TEXT NOT NULL,
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (site, chain, seq)
) STRICT;
