//! Files by their hash.

statements! { "blobs";
    PUT = "put",
        "INSERT INTO blobs (site, sha256, size, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (site, sha256) DO NOTHING";
    GET = "get", "SELECT bytes FROM blobs WHERE site = $1 AND sha256 = $2";
    SIZE = "size", "SELECT size FROM blobs WHERE site = $1 AND sha256 = $2";
}
