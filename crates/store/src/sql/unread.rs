//! Acts of kinds that this program does not know, and placeholders of acts that were withheld.

statements! { "unread";
    NOTE = "note",
        "INSERT INTO unread (site, chain, seq, kind, subject) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (site, chain, seq) DO NOTHING";
    LIST = "list",
        "SELECT chain, seq, kind, subject FROM unread WHERE site = $1 ORDER BY chain, seq";
    COUNT = "count",
        "SELECT chain, COUNT(*) FROM unread WHERE site = $1 AND kind <> 'act.withheld' GROUP BY chain ORDER BY chain";
    WITHHELD = "withheld",
        "SELECT chain, seq FROM unread WHERE site = $1 AND kind = 'act.withheld' ORDER BY chain, seq";
    FORGET = "forget", "DELETE FROM unread WHERE site = $1 AND chain = $2 AND seq = $3";
}
