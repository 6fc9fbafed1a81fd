#!/usr/bin/env bash
# Runs the exchange drill: centre, province, twenty communes on one machine, with faults on purpose.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo run --quiet --locked -p app --example exchange_drill
