//! Files that came in and the proposals made from them.

macro_rules! found {
    () => {
        concat!(" FROM intakes i WHERE ", words!("i"), " AND ($5 = 0 OR i.open > 0)")
    };
}

macro_rules! columns { () => {
    "SELECT i.site, i.id, i.sha256, i.file_name, i.bytes, i.format, i.title, i.circulation, i.received_on, i.login, \
     i.proposals, i.open"
} }

statements! { "intakes";
    LIST = "list",
        concat!(columns!(), found!(), " ORDER BY i.recorded_at DESC, i.site, i.id LIMIT $6 OFFSET $7");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    BY_FILE = "by_file",
        concat!(columns!(), " FROM intakes i WHERE i.sha256 = $1 ORDER BY i.recorded_at, i.site, i.id");
    PROPOSALS = "proposals",
        "SELECT p.site, p.id, i.title, p.proposal, p.state, p.decided_by, p.decided_on, p.outcome, p.outcome_name, p.reason \
         FROM proposals p JOIN intakes i ON i.site = p.site AND i.id = p.id WHERE p.site = $1 AND p.id = $2 ORDER BY p.n";
    IN_STATE = "in_state",
        "SELECT p.site, p.id, i.title, p.proposal, p.state, p.decided_by, p.decided_on, p.outcome, p.outcome_name, p.reason \
         FROM proposals p JOIN intakes i ON i.site = p.site AND i.id = p.id WHERE p.state = $1 \
         ORDER BY i.recorded_at DESC, p.site, p.id, p.n LIMIT $2 OFFSET $3";
    COUNT_IN_STATE = "count_in_state", "SELECT COUNT(*) FROM proposals WHERE state = $1";
    OF_OUTCOME = "of_outcome",
        "SELECT p.site, p.id, i.title, p.proposal, p.state, p.decided_by, p.decided_on, p.outcome, p.outcome_name, p.reason \
         FROM proposals p JOIN intakes i ON i.site = p.site AND i.id = p.id WHERE p.outcome = $1 \
         ORDER BY p.decided_at, p.site, p.id, p.n";
}
