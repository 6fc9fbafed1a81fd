#!/usr/bin/env bash
# Everything that must hold, in one run: form, lints, rooms, unit and property tests, both databases, pages, papers.
set -eu
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "form and rooms"
cargo fmt --all --check
cargo run -q --locked -p xtask -- tidy

step "build"
cargo build --locked --workspace --all-targets

step "PostgreSQL 15 on a private port"
pg=$(mktemp -d /tmp/kvpt-pg.XXXXXX)
port=$(( 20000 + RANDOM % 20000 ))
stop() { bash scripts/postgres.sh stop "$pg" "$port" >/dev/null 2>&1 || true; rm -rf "$pg"; }
trap stop EXIT
KVPT_TEST_POSTGRES=$(bash scripts/postgres.sh start "$pg" "$port" | tail -n 1)
export KVPT_TEST_POSTGRES
echo "$KVPT_TEST_POSTGRES"

step "tests"
cargo test --locked --workspace --no-fail-fast

step "the HTTP interface after its description (schemathesis)"
bash scripts/api.sh
