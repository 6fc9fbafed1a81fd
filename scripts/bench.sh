#!/usr/bin/env bash
# Speed of kvpt beside what else people would use, on the same text in the same run: warm, one core, best of several rounds.
# Prints a table. What is not available on this machine is named in it. Takes some minutes, and longer where the release is
# not built yet. SECONDS_EACH (default 4) is how long each measurement runs; BENCH_TEXTS overrides the texts.
set -eu
cd "$(dirname "$0")/.."

each=${SECONDS_EACH:-4}
target=${CARGO_TARGET_DIR:-target}
shared=${KVPT_SHARED:-../shared}
venv=$target/bench/venv
mkdir -p "$target/bench"

say() { printf '%s\n' "$*" >&2; }

if [ -n "${BENCH_TEXTS:-}" ]; then
  read -r -a texts <<<"$BENCH_TEXTS"
elif compgen -G "$shared/corpus/*.txt" >/dev/null; then
  texts=("$shared"/corpus/*.txt)
else
  texts=(sample/documents/*.txt)
fi

say "building the release"
cargo build --release --locked --bin kvpt
cargo build --release --locked -p read --example bare_scan
cargo build --release --locked -p app --example national_totals
have_throughput=
if [ -f crates/text/examples/throughput.rs ]; then
  cargo build --release --locked -p text --example throughput && have_throughput=1
fi

say "baselines from PyPI"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv" || true
install() {
  "$venv/bin/python" -c "import $1" 2>/dev/null ||
    timeout 240 "$venv/bin/pip" install -q --disable-pip-version-check --no-input "$2" >"$target/bench/$1.log" 2>&1 ||
    say "  $2: not installed (see $target/bench/$1.log)"
}
if [ -x "$venv/bin/pip" ]; then
  install underthesea underthesea
  install pyvi pyvi
  install spacy spacy
  install eyecite eyecite
  install hyperscan hyperscan
fi

say "measuring"
one_core() { taskset -c 0 "$@"; }
scan=$(one_core "$target/release/examples/bare_scan" "$each" "${texts[@]}")
IFS=$'\t' read -r phrases found bare reader <<<"$scan"

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (a + 0 > 0 && b + 0 > 0) printf "%.2f", a / b; else printf "-" }'; }
row() { printf '%-24s %12s %10s   %s\n' "$1" "$2" "$3" "$4"; }

echo
echo "$(date -u +%F), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
echo "texts: ${#texts[@]} files, $(cat "${texts[@]}" | wc -c) bytes; $phrases phrases and 3 shapes of numbers, $found found"
echo
row "one core, warm" "MB/s" "kvpt is" "remark"
row "bare scan" "$bare" "$(ratio "$reader" "$bare")" "Aho-Corasick + regex over crates/read/data, nothing else"
row "kvpt (read::read)" "$reader" "1.00" "everything in the contract"
for name in underthesea-words underthesea-ner pyvi spacy-rules eyecite-hyperscan eyecite-ahocorasick; do
  if [ -x "$venv/bin/python" ]; then
    line=$(HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 PYTHONWARNINGS=ignore OMP_NUM_THREADS=1 timeout 90 taskset -c 0 \
      "$venv/bin/python" scripts/bench/baselines.py "$each" "$name" "${texts[@]}" 2>"$target/bench/$name.err") ||
      line="$name"$'\t-\tnot available: see '"$target/bench/$name.err"
  else
    line="$name"$'\t-\tnot available: no python3 venv'
  fi
  IFS=$'\t' read -r name speed remark <<<"$line"
  row "$name" "$speed" "$(ratio "$reader" "$speed")" "$remark"
done

echo
python3 scripts/bench/program.py "$target/release/kvpt" "$each" "${texts[@]}" |
  while IFS=$'\t' read -r what value unit remark; do row "$what" "$value" "$unit" "$remark"; done

echo
if [ -n "$have_throughput" ]; then
  echo "files to text (crates/text/examples/throughput.rs):"
  papers=$target/bench/papers
  rm -rf "$papers" && "$target/release/kvpt" demo --dir "$papers" --no-serve >"$target/bench/demo.log" 2>&1
  for paper in review.docx review.pdf; do
    one_core "$target/release/examples/throughput" "$papers/$paper" 20 || echo "  $paper: ended with a fault"
  done
else
  echo "docx, pdf: not measured (no crates/text/examples/throughput.rs)"
fi

echo
echo "totals on the map of a day over the national register (crates/app/examples/national_totals.rs):"
"$target/release/examples/national_totals" || echo "  ended with a fault"
echo "cascade of one document over 3,321 communes on SQLite (crates/app/examples/cascade_speed.rs):"
if cargo build --release --locked -p app --example cascade_speed 2>"$target/bench/cascade.log"; then
  row "one core, warm" "ms" "x SQL" "remark"
  one_core "$target/release/examples/cascade_speed" 10 |
    while IFS=$'\t' read -r name ms times remark; do row "$name" "$ms" "$times" "$remark"; done
else
  echo "  not built: see $target/bench/cascade.log"
fi

echo
echo "search (crates/index/examples/search_speed.rs): 100,000 rows, beside a scan of the same rows by LIKE in SQLite"
cargo build --release --locked -p index --example search_speed
row "question" "ms" "a scan, ms" "times faster; rows found"
one_core "$target/release/examples/search_speed" 100000 9 |
  while IFS=$'\t' read -r what ours theirs ratio found scanned; do row "$what" "$ours" "$theirs" "$ratio; $found, $scanned"; done

echo
echo "audit of a chain (crates/store/examples/audit_speed.rs): a million invented acts in SQLite"
cargo build --release --locked -p store --example audit_speed
row "what" "acts/s" "GB/s" "its time is so many times the audit's"
"$target/release/examples/audit_speed" 1000000 |
  while IFS=$'\t' read -r what acts speed ratio; do printf '%-60s %10s %8s   %s\n' "$what" "$acts" "$speed" "$ratio"; done

echo
echo "bundles (crates/bundle/examples/bundle_speed.rs): beside zstd and age over the same bytes"
cargo build --release --locked -p bundle --example bundle_speed
one_core "$target/release/examples/bundle_speed" 20000 | sed 's/^/  /'
echo "a month of the country (crates/app/examples/bundle_month.rs): 3,321 bundles of sixty figures taken in"
cargo build --release --locked -p app --example bundle_month
"$target/release/examples/bundle_month" || echo "  ended with a fault"
