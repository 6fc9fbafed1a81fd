# The two commands: `make demo` and `make test`. Each installs what is missing, or says what to install.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:

DEMO_DIR ?= demo

.PHONY: demo test lint bench build tools tools-test score drill

build: tools
	cargo build --locked --bin kvpt

demo: build
	./target/debug/kvpt demo --dir "$(DEMO_DIR)"

test: tools tools-test
	bash scripts/test.sh

lint:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo xtask tidy

score: build
	bash scripts/score.sh

drill: tools
	bash scripts/drill.sh

bench: tools
	bash scripts/bench.sh

tools:
	bash scripts/tools.sh build

tools-test:
	bash scripts/tools.sh test
