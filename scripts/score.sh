#!/usr/bin/env bash
# Prints the scorer's table for the five reports, when the shared folder is beside the project.
set -eu
cd "$(dirname "$0")/.."
shared=${KVPT_SHARED:-../shared}
if [ ! -d "$shared/eval" ]; then
  echo "SKIPPED: no folder $shared/eval; the scorer and its texts are kept beside the project" >&2
  exit 0
fi
out=$(mktemp)
trap 'rm -f "$out"' EXIT
./target/debug/kvpt read "$shared/corpus" --format jsonl --with-text > "$out"
python3 "$shared/eval/score_read.py" "$shared/eval/gold" "$out" "$@"
