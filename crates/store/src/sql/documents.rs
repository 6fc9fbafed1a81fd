//! Documents and their citations.

macro_rules! found { () => { concat!(
    " FROM documents d WHERE ", words!("d"), " AND ($5 = '' OR d.doc_type = $5) AND ($6 = '' OR d.issuer_body = $6) \
     AND ($7 = '' OR d.issued_first >= $7) AND ($8 = '' OR d.issued_first <= $8) AND ($9 = 1 OR d.withdrawn = 0)"
) } }

macro_rules! columns { () => {
    "SELECT d.site, d.id, d.number, d.doc_type, d.subject, d.issuer, d.issuer_body, d.issued_on, d.signer, d.intake, \
     d.circulation, d.withdrawn, (SELECT COUNT(*) FROM citations c WHERE c.site = d.site AND c.id = d.id), \
     (SELECT COUNT(*) FROM citations c WHERE c.target = 'document/' || d.site || '/' || d.id)"
} }

statements! { "documents";
    LIST = "list",
        concat!(columns!(), found!(), " ORDER BY COALESCE(d.issued_first, '') DESC, d.recorded_at DESC, d.site, d.id \
            LIMIT $10 OFFSET $11");
    COUNT = "count", concat!("SELECT COUNT(*)", found!());
    BY_NUMBER = "by_number",
        concat!(columns!(), " FROM documents d WHERE d.number_key = $1 AND d.withdrawn = 0 \
            ORDER BY d.recorded_at, d.site, d.id");
    BY_INTAKE = "by_intake",
        concat!(columns!(), " FROM documents d WHERE d.intake = $1 AND d.withdrawn = 0 ORDER BY d.recorded_at, d.site, d.id");
    TYPES = "types",
        "SELECT doc_type, COUNT(*) FROM documents WHERE withdrawn = 0 GROUP BY doc_type ORDER BY 2 DESC, 1";
    /// The documents that cite one.
    CITED_BY = "cited_by",
        "SELECT d.site, d.id, d.number, d.doc_type, d.subject, d.issued_on, c.relation, c.first_byte, c.end_byte, c.quote \
         FROM citations c JOIN documents d ON d.site = c.site AND d.id = c.id \
         WHERE c.target = $1 AND d.withdrawn = 0 ORDER BY COALESCE(d.issued_first, '') DESC, d.site, d.id, c.n";
}
