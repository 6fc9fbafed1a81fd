-- Projections: tables for lists and totals, written from the fold of the acts and remade from it at any time.

-- Intake: files that came in and what was decided on each proposal
CREATE TABLE intakes (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    bytes BIGINT NOT NULL,
    format TEXT COLLATE "C" NOT NULL,
    encoding TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    circulation TEXT COLLATE "C",
    received_on TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    proposals BIGINT NOT NULL,
    open BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE proposals (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    proposal TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    decided_by TEXT COLLATE "C",
    decided_at BIGINT,
    decided_on TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    outcome_name TEXT COLLATE "C",
    reason TEXT COLLATE "C",
    PRIMARY KEY (site, id, n)
);

-- Documents
CREATE TABLE documents (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C",
    number_key TEXT COLLATE "C",
    doc_type TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    issuer TEXT COLLATE "C",
    issuer_body TEXT COLLATE "C",
    issued_on TEXT COLLATE "C",
    issued_first TEXT COLLATE "C",
    signer TEXT COLLATE "C",
    intake TEXT COLLATE "C",
    circulation TEXT COLLATE "C",
    withdrawn BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE citations (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    target TEXT COLLATE "C" NOT NULL,
    target_name TEXT COLLATE "C" NOT NULL,
    relation TEXT COLLATE "C" NOT NULL,
    first_byte BIGINT NOT NULL,
    end_byte BIGINT NOT NULL,
    quote TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (site, id, n)
);

-- Bodies
CREATE TABLE bodies (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    short_name TEXT COLLATE "C",
    parent TEXT COLLATE "C",
    parent_name TEXT COLLATE "C",
    unit TEXT COLLATE "C",
    unit_name TEXT COLLATE "C",
    standing_for TEXT COLLATE "C",
    standing_for_name TEXT COLLATE "C",
    from_on TEXT COLLATE "C" NOT NULL,
    until_on TEXT COLLATE "C",
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE body_names (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    short_name TEXT COLLATE "C",
    basis TEXT COLLATE "C",
    PRIMARY KEY (site, id, from_on)
);

CREATE TABLE body_parents (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C",
    parent TEXT COLLATE "C",
    parent_name TEXT COLLATE "C",
    basis TEXT COLLATE "C",
    PRIMARY KEY (site, id, from_on)
);

-- Units
CREATE TABLE units (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C" NOT NULL,
    unit_type TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C",
    parent TEXT COLLATE "C",
    parent_name TEXT COLLATE "C",
    lat_micro BIGINT,
    lon_micro BIGINT,
    from_on TEXT COLLATE "C" NOT NULL,
    until_on TEXT COLLATE "C",
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE unit_names (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C",
    unit_type TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C",
    basis TEXT COLLATE "C",
    PRIMARY KEY (site, id, from_on)
);

CREATE TABLE unit_parents (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C",
    parent TEXT COLLATE "C",
    parent_name TEXT COLLATE "C",
    basis TEXT COLLATE "C",
    PRIMARY KEY (site, id, from_on)
);

CREATE TABLE unit_links (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    on_day TEXT COLLATE "C" NOT NULL,
    predecessor TEXT COLLATE "C" NOT NULL,
    predecessor_name TEXT COLLATE "C" NOT NULL,
    area TEXT COLLATE "C" NOT NULL,
    population TEXT COLLATE "C" NOT NULL,
    basis TEXT COLLATE "C",
    PRIMARY KEY (site, id, n)
);

-- People in office
CREATE TABLE people (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    post TEXT COLLATE "C",
    rank TEXT COLLATE "C",
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE posts (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C",
    body_name TEXT COLLATE "C",
    from_on TEXT COLLATE "C",
    since TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C",
    PRIMARY KEY (site, id, n)
);

CREATE TABLE ranks (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    rank TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C",
    since TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);

-- Tasks
CREATE TABLE tasks (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    assigner TEXT COLLATE "C" NOT NULL,
    assigner_name TEXT COLLATE "C" NOT NULL,
    lead TEXT COLLATE "C" NOT NULL,
    lead_name TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C",
    first_due_on TEXT COLLATE "C",
    field TEXT COLLATE "C" NOT NULL,
    phase TEXT COLLATE "C" NOT NULL,
    settled TEXT COLLATE "C",
    assigned_on TEXT COLLATE "C" NOT NULL,
    handed_in_on TEXT COLLATE "C",
    closed_on TEXT COLLATE "C",
    percent BIGINT,
    withdrawn BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE task_bodies (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    body_name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);

CREATE TABLE task_basis (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    document_name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);

CREATE TABLE task_steps (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    step TEXT COLLATE "C" NOT NULL,
    on_day TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C",
    percent BIGINT,
    words TEXT COLLATE "C",
    PRIMARY KEY (site, id, n)
);

-- Forms
CREATE TABLE forms (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL,
    asked_by_name TEXT COLLATE "C" NOT NULL,
    filled_by TEXT COLLATE "C" NOT NULL,
    closed_on TEXT COLLATE "C",
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE indicators (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    indicator TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    measure TEXT COLLATE "C" NOT NULL,
    scale BIGINT NOT NULL,
    aggregation TEXT COLLATE "C" NOT NULL,
    numerator TEXT COLLATE "C",
    denominator TEXT COLLATE "C",
    field TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);

CREATE TABLE targets (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    indicator TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    value BIGINT NOT NULL,
    basis TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);

CREATE TABLE form_periods (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C" NOT NULL,
    on_time_until TEXT COLLATE "C" NOT NULL,
    open_until TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, from_on, to_on)
);

-- Submissions
CREATE TABLE submissions (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    form_name TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    unit_name TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    first_submitted_on TEXT COLLATE "C",
    submitted_on TEXT COLLATE "C",
    approved_on TEXT COLLATE "C",
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE cells (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    indicator TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    value BIGINT,
    note TEXT COLLATE "C",
    corrected BIGINT NOT NULL,
    act_site TEXT COLLATE "C" NOT NULL,
    act_seq BIGINT NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (site, id, indicator)
);

-- Activities
CREATE TABLE activities (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    held_on TEXT COLLATE "C",
    held_first TEXT COLLATE "C",
    place TEXT COLLATE "C",
    from_on TEXT COLLATE "C",
    to_on TEXT COLLATE "C",
    field TEXT COLLATE "C" NOT NULL,
    withdrawn BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE activity_bodies (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    body_name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);

-- Findings
CREATE TABLE findings (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C",
    body_name TEXT COLLATE "C",
    cause_of TEXT COLLATE "C",
    found_in TEXT COLLATE "C",
    found_in_name TEXT COLLATE "C",
    found_on TEXT COLLATE "C" NOT NULL,
    resolved_on TEXT COLLATE "C",
    withdrawn BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

-- Reviews
CREATE TABLE reviews (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    body_name TEXT COLLATE "C" NOT NULL,
    reviewed TEXT COLLATE "C",
    reviewed_name TEXT COLLATE "C",
    from_on TEXT COLLATE "C" NOT NULL,
    to_on TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    compiled_as_of TEXT COLLATE "C",
    number TEXT COLLATE "C",
    signer TEXT COLLATE "C",
    approved_on TEXT COLLATE "C",
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE figures (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    figure TEXT COLLATE "C" NOT NULL,
    line TEXT COLLATE "C" NOT NULL,
    frozen BIGINT NOT NULL,
    printed TEXT COLLATE "C" NOT NULL,
    formula TEXT COLLATE "C" NOT NULL,
    explained TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);

-- Accounts
CREATE TABLE accounts (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    closed BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE TABLE grants (
    site TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    body_name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, id, n)
);
-- Ways in that pages take every day.
CREATE INDEX documents_by_number ON documents (number_key);
CREATE INDEX documents_by_intake ON documents (intake);
CREATE INDEX citations_by_target ON citations (target);
CREATE INDEX posts_by_body ON posts (body);
CREATE INDEX tasks_by_lead ON tasks (lead, due_on);
CREATE INDEX task_bodies_by_body ON task_bodies (body);
CREATE INDEX task_basis_by_document ON task_basis (document);
CREATE INDEX submissions_by_key ON submissions (form, unit, from_on, to_on);
CREATE INDEX unit_links_by_predecessor ON unit_links (predecessor);
CREATE INDEX intakes_by_file ON intakes (sha256);
CREATE INDEX proposals_by_outcome ON proposals (outcome);
CREATE INDEX accounts_by_login ON accounts (login);
