//! Stored text and reading of a file.

statements! { "readings";
    PUT = "put",
        "INSERT INTO readings (site, sha256, text, reading_json, reader_version) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (site, sha256) DO UPDATE SET text = excluded.text, reading_json = excluded.reading_json, \
         reader_version = excluded.reader_version";
    TEXT = "text", "SELECT text FROM readings WHERE site = $1 AND sha256 = $2";
    GET = "get",
        "SELECT text, reading_json, reader_version FROM readings WHERE site = $1 AND sha256 = $2";
}
