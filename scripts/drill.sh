#!/usr/bin/env bash
# Runs the exchange drill: centre, province, twenty communes on one machine, with faults on purpose.
set -euo pipefail
cd "$(dirname "$0")/.."
# With the whole workspace, so that no library is built a second time with other features.
cargo build --quiet --locked --workspace --example exchange_drill
"${CARGO_TARGET_DIR:-target}/debug/examples/exchange_drill"
