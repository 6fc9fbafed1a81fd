#!/bin/sh
# Rebuilds what is not written by hand under crates/web/assets: the purged Tabler style sheet, htmx, the
# typeface, the icon sprite and their licences. The result is committed, so building kvpt needs no npm.
set -eu
cd "$(dirname "$0")/../assets-src"
npm ci --ignore-scripts --no-audit --no-fund
node build.mjs
