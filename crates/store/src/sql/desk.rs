//! What waits for somebody: one number for each heap of a desk.

statements! { "desk";
    TASKS = "tasks",
        "SELECT CAST(COALESCE(SUM(CASE WHEN t.settled IS NULL AND t.due_on < $1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN t.settled IS NULL AND t.due_on >= $1 AND t.due_on <= $2 THEN 1 ELSE 0 END), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN t.phase = 'awaiting_closing' THEN 1 ELSE 0 END), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN t.phase = 'assigned' THEN 1 ELSE 0 END), 0) AS BIGINT) \
         FROM tasks t WHERE t.withdrawn = 0 AND ($3 = '' OR EXISTS (SELECT 1 FROM task_bodies b WHERE b.site = t.site \
         AND b.id = t.id AND $3 LIKE '%|' || b.body || '|%'))";
    PROPOSALS = "proposals", "SELECT COUNT(*) FROM proposals WHERE state = 'open'";
    SUBMISSIONS = "submissions",
        "SELECT COUNT(*) FROM submissions WHERE state = $1 AND ($2 = '' OR $2 LIKE '%|' || unit || '|%')";
    REVIEWS = "reviews",
        "SELECT COUNT(*) FROM reviews WHERE state = 'submitted' AND ($1 = '' OR $1 LIKE '%|' || body || '|%')";
}
