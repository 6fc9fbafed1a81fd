-- Projections: tables for lists and totals, written from the fold of the acts and remade from it at any time.

-- Intake: files that came in and what was decided on each proposal
CREATE TABLE intakes (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    title TEXT NOT NULL,
    circulation TEXT,
    received_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    login TEXT NOT NULL,
    proposals INTEGER NOT NULL,
    open INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE proposals (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    proposal TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at INTEGER,
    decided_on TEXT,
    outcome TEXT,
    outcome_name TEXT,
    reason TEXT,
    PRIMARY KEY (site, id, n)
) STRICT;

-- Documents
CREATE TABLE documents (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT,
    number_key TEXT,
    doc_type TEXT NOT NULL,
    subject TEXT NOT NULL,
    issuer TEXT,
    issuer_body TEXT,
    issued_on TEXT,
    issued_first TEXT,
    signer TEXT,
    intake TEXT,
    circulation TEXT,
    withdrawn INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE citations (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    target TEXT NOT NULL,
    target_name TEXT NOT NULL,
    relation TEXT NOT NULL,
    first_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    quote TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

-- Bodies
CREATE TABLE bodies (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    parent TEXT,
    parent_name TEXT,
    unit TEXT,
    unit_name TEXT,
    standing_for TEXT,
    standing_for_name TEXT,
    from_on TEXT NOT NULL,
    until_on TEXT,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE body_names (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    name TEXT NOT NULL,
    short_name TEXT,
    basis TEXT,
    PRIMARY KEY (site, id, from_on)
) STRICT;

CREATE TABLE body_parents (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    parent TEXT,
    parent_name TEXT,
    basis TEXT,
    PRIMARY KEY (site, id, from_on)
) STRICT;

-- Units
CREATE TABLE units (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    level TEXT NOT NULL,
    unit_type TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    parent TEXT,
    parent_name TEXT,
    lat_micro INTEGER,
    lon_micro INTEGER,
    from_on TEXT NOT NULL,
    until_on TEXT,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE unit_names (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    unit_type TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    basis TEXT,
    PRIMARY KEY (site, id, from_on)
) STRICT;

CREATE TABLE unit_parents (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    parent TEXT,
    parent_name TEXT,
    basis TEXT,
    PRIMARY KEY (site, id, from_on)
) STRICT;

CREATE TABLE unit_links (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    predecessor TEXT NOT NULL,
    predecessor_name TEXT NOT NULL,
    area TEXT NOT NULL,
    population TEXT NOT NULL,
    basis TEXT,
    PRIMARY KEY (site, id, n)
) STRICT;

-- People in office
CREATE TABLE people (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    post TEXT,
    rank TEXT,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE posts (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT,
    body_name TEXT,
    from_on TEXT,
    since TEXT NOT NULL,
    to_on TEXT,
    PRIMARY KEY (site, id, n)
) STRICT;

CREATE TABLE ranks (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    rank TEXT NOT NULL,
    from_on TEXT,
    since TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

-- Tasks
CREATE TABLE tasks (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    assigner TEXT NOT NULL,
    assigner_name TEXT NOT NULL,
    lead TEXT NOT NULL,
    lead_name TEXT NOT NULL,
    due_on TEXT,
    first_due_on TEXT,
    field TEXT NOT NULL,
    phase TEXT NOT NULL,
    settled TEXT,
    assigned_on TEXT NOT NULL,
    handed_in_on TEXT,
    closed_on TEXT,
    percent INTEGER,
    withdrawn INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE task_bodies (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    role TEXT NOT NULL,
    body TEXT NOT NULL,
    body_name TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

CREATE TABLE task_basis (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    document TEXT NOT NULL,
    document_name TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

CREATE TABLE task_steps (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    step TEXT NOT NULL,
    on_day TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    login TEXT NOT NULL,
    due_on TEXT,
    percent INTEGER,
    words TEXT,
    PRIMARY KEY (site, id, n)
) STRICT;

-- Forms
CREATE TABLE forms (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_by_name TEXT NOT NULL,
    filled_by TEXT NOT NULL,
    closed_on TEXT,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE indicators (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    name TEXT NOT NULL,
    measure TEXT NOT NULL,
    scale INTEGER NOT NULL,
    aggregation TEXT NOT NULL,
    numerator TEXT,
    denominator TEXT,
    field TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

CREATE TABLE targets (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    year INTEGER NOT NULL,
    value INTEGER NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

CREATE TABLE form_periods (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    on_time_until TEXT NOT NULL,
    open_until TEXT NOT NULL,
    PRIMARY KEY (site, id, from_on, to_on)
) STRICT;

-- Submissions
CREATE TABLE submissions (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    form TEXT NOT NULL,
    form_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    state TEXT NOT NULL,
    first_submitted_on TEXT,
    submitted_on TEXT,
    approved_on TEXT,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE cells (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    indicator TEXT NOT NULL,
    state TEXT NOT NULL,
    value INTEGER,
    note TEXT,
    corrected INTEGER NOT NULL,
    act_site TEXT NOT NULL,
    act_seq INTEGER NOT NULL,
    login TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (site, id, indicator)
) STRICT;

-- Activities
CREATE TABLE activities (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    held_on TEXT,
    held_first TEXT,
    place TEXT,
    from_on TEXT,
    to_on TEXT,
    field TEXT NOT NULL,
    withdrawn INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE activity_bodies (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    body TEXT NOT NULL,
    body_name TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

-- Findings
CREATE TABLE findings (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    field TEXT NOT NULL,
    body TEXT,
    body_name TEXT,
    cause_of TEXT,
    found_in TEXT,
    found_in_name TEXT,
    found_on TEXT NOT NULL,
    resolved_on TEXT,
    withdrawn INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

-- Reviews
CREATE TABLE reviews (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    body_name TEXT NOT NULL,
    reviewed TEXT,
    reviewed_name TEXT,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    state TEXT NOT NULL,
    compiled_as_of TEXT,
    number TEXT,
    signer TEXT,
    approved_on TEXT,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE figures (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    figure TEXT NOT NULL,
    line TEXT NOT NULL,
    frozen INTEGER NOT NULL,
    printed TEXT NOT NULL,
    formula TEXT NOT NULL,
    explained TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;

-- Accounts
CREATE TABLE accounts (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    closed INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE grants (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    role TEXT NOT NULL,
    body TEXT NOT NULL,
    body_name TEXT NOT NULL,
    PRIMARY KEY (site, id, n)
) STRICT;
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
