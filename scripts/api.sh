#!/usr/bin/env bash
# The HTTP interface asked by schemathesis after its own description: every operation with good, bad and odd values, on the
# sample province. Versions and seed are fixed, the time is bounded (KVPT_API_SECONDS, 45).
# Without PyPI it fails and says so; KVPT_WITHOUT_SCHEMATHESIS=1 leaves it out.
set -eu
cd "$(dirname "$0")/.."

if [ "${KVPT_WITHOUT_SCHEMATHESIS:-}" = 1 ]; then
  echo "schemathesis is left out: KVPT_WITHOUT_SCHEMATHESIS=1"
  exit 0
fi

target=${CARGO_TARGET_DIR:-target}
kvpt=$target/debug/kvpt
tools=$target/schemathesis
if ! cmp -s scripts/api.txt "$tools/installed.txt"; then
  rm -rf "$tools"
  if ! { python3 -m venv "$tools" && "$tools/bin/pip" install --quiet --disable-pip-version-check -r scripts/api.txt; }; then
    echo "schemathesis could not be installed from PyPI (scripts/api.txt): python3-venv and pip are needed, and a way to PyPI." >&2
    echo "Without it set KVPT_WITHOUT_SCHEMATHESIS=1; the HTTP interface is then tested by crates/web/tests/it/api.rs alone." >&2
    exit 1
  fi
  cp scripts/api.txt "$tools/installed.txt"
fi

work=$(mktemp -d /tmp/kvpt-api.XXXXXX)
server=
stop() {
  [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
  rm -rf "$work"
}
trap stop EXIT

[ -x "$kvpt" ] || cargo build --locked --bin kvpt
"$kvpt" demo --dir "$work/demo" --no-serve >/dev/null
token=$("$kvpt" token make --data "$work/demo" --for can.bo --name "Kiểm thử giao diện lập trình" \
  --scope read --scope write-intake --scope write-tasks --scope write-figures 2>/dev/null)
"$kvpt" serve --data "$work/demo" --listen 127.0.0.1:0 --api-per-minute 1000000 >"$work/serve.log" 2>&1 &
server=$!
base=
for _ in $(seq 300); do
  base=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/serve.log" | head -n 1 || true)
  [ -n "$base" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$work/serve.log" >&2; exit 1; }
  sleep 0.1
done
python3 scripts/api.py "$base" "$token" "$work/schemathesis.toml"

checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
checks=$checks,response_headers_conformance,negative_data_rejection,missing_required_header
checks=$checks,unsupported_method,allow_header_conformance,ignored_auth
"$tools/bin/st" --config-file "$work/schemathesis.toml" run "$base/api/v1/openapi.json" \
  --header "Authorization: Bearer $token" --checks "$checks" --seed 1 --warnings off \
  --max-time "${KVPT_API_SECONDS:-45}"
