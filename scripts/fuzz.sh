#!/usr/bin/env bash
# Fuzzes one target of fuzz/ for some seconds: scripts/fuzz.sh TARGET SECONDS [libFuzzer options]; without a target it lists them.
# Works on the stable toolchain: what `cargo fuzz` would ask a nightly for is the coverage of the compiler, which stable has
# too; only the sanitizers are missing, and the code has no `unsafe` of its own. A finding is kept in fuzz/artifacts/TARGET
# and becomes a case or a test. Needs g++ for libFuzzer.
set -eu
cd "$(dirname "$0")/../fuzz"

targets=$(sed -n 's|^path = "fuzz_targets/\(.*\)\.rs"|\1|p' Cargo.toml)
if [ $# -lt 2 ] || ! grep -qx "$1" <<<"$targets"; then
  echo "usage: $0 TARGET SECONDS [OPTION…]; targets:" $targets >&2
  exit 2
fi
target=$1 seconds=$2
shift 2
command -v g++ >/dev/null || { echo "g++ is missing: install the Debian package g++" >&2; exit 1; }

export RUSTFLAGS="--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0"
# With a target named, programs that run while building are not instrumented.
triple=$(rustc -vV | sed -n 's/^host: //p')
cargo build --release --target "$triple" --bin "$target"
mkdir -p "artifacts/$target" "found/$target"
out=${CARGO_TARGET_DIR:-target}/$triple/release/$target
options=(-max_total_time="$seconds" -max_len=8192 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1)
[ "$target" = ingest ] || [ "$target" = number ] || options+=(-dict=vi.dict)
exec nice -n 19 "$out" "${options[@]}" "$@" -artifact_prefix="artifacts/$target/" "found/$target" "corpus/$target"
