//! Tasks, with their state on a day when every step counts.

/// The state on day `$5`.
macro_rules! state { () => {
    "CASE WHEN t.settled IS NOT NULL THEN t.settled WHEN t.due_on IS NULL OR t.due_on >= $5 THEN 'not_yet_due' \
     ELSE 'overdue' END"
} }

macro_rules! found { () => { concat!(
    " FROM tasks t WHERE ", words!("t"), " AND ($6 = '' OR ", state!(), " = $6) AND ($7 = '' OR t.lead = $7) \
     AND ($8 = '' OR EXISTS (SELECT 1 FROM task_bodies b WHERE b.site = t.site AND b.id = t.id \
     AND $8 LIKE '%|' || b.body || '|%')) AND ($9 = '' OR t.field = $9) AND ($10 = '' OR t.phase = $10) \
     AND ($11 = '' OR t.due_on >= $11) AND ($12 = '' OR t.due_on <= $12) AND t.withdrawn = 0"
) } }

macro_rules! columns { () => { concat!(
    "SELECT t.site, t.id, t.title, t.assigner, t.assigner_name, t.lead, t.lead_name, t.due_on, t.first_due_on, t.field, \
     t.phase, ", state!(), ", t.assigned_on, t.handed_in_on, t.closed_on, t.percent"
) } }

statements! { "tasks";
    LIST = "list",
        concat!(columns!(), found!(), " ORDER BY COALESCE(t.due_on, '9999-12-31'), t.recorded_at, t.site, t.id \
            LIMIT $13 OFFSET $14");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    STATES = "states", concat!("SELECT ", state!(), ", COUNT(*)", found!(), " GROUP BY 1 ORDER BY 1");
    /// The tasks that rest on a document. The day is `$5`, as in the lists.
    ON = "on",
        concat!(columns!(), " FROM tasks t JOIN task_basis k ON k.site = t.site AND k.id = t.id WHERE k.document = $1 \
            AND $2 = '' AND $3 = '' AND $4 = '' AND t.withdrawn = 0 ORDER BY t.recorded_at, t.site, t.id, k.n");
}
