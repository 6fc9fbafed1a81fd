#!/usr/bin/env bash
# Installs what building (`build`) or testing (`test`) needs, when it is missing and this may be done;
# otherwise says exactly what to install.
set -eu

missing=()
need() { command -v "$1" >/dev/null 2>&1 || [ -e "$1" ] || missing+=("$2"); }

if ! command -v cargo >/dev/null 2>&1; then
  echo "kvpt needs Rust 1.95 or later (cargo, rustc): install it with rustup, then call this again." >&2
  exit 1
fi
need cc gcc
need ld libc6-dev
if [ "${1:-build}" = test ]; then
  need /usr/lib/postgresql/15/bin/initdb postgresql-15
  need chromium chromium
  need chromedriver chromium-driver
  need pdftotext poppler-utils
  need tesseract tesseract-ocr
  need /usr/share/tesseract-ocr/5/tessdata/vie.traineddata tesseract-ocr-vie
  need python3 python3
  # Debian keeps what `python3 -m venv` needs in a package of its own.
  python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
  need unzip unzip
  need runuser util-linux
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >/dev/null
  apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "kvpt needs these Debian packages: ${missing[*]}" >&2
  echo "install them with: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
