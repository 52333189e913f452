# Everything a person or a machine does with this repository. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test check audit sbom bench torture shots site ship setup clean

export CARGO_TARGET_DIR ?= $(CURDIR)/target
TARGET := $(CARGO_TARGET_DIR)

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: site ## Build for real use and serve on http://127.0.0.1:3000, data in ./data
	cargo build --release -p server
	exec $(TARGET)/release/familiedialog run --addr 127.0.0.1:3000 --data data --site $(TARGET)/site

dev: ## Build quickly, serve, and again after every edit
	@scripts/setup build
	@scripts/dev

test: ## Every test: model, app, server, browser
	@scripts/setup test
	@scripts/test

check: ## Format, lints on both sides, and the rules of the repository
	@scripts/setup build
	cargo fmt --all --check
	cargo fmt --manifest-path app/bundle/Cargo.toml --check
	scripts/features
	cargo lint
	cargo lint-wasm
	cargo test -p server --test tidy

audit: ## Look for known holes in the libraries (docs/repairs.md); fetches RustSec's list
	scripts/audit.mjs

sbom: ## List every library in the program, into target/familiedialog.cdx.json
	@mkdir -p $(TARGET)
	scripts/sbom.mjs > $(TARGET)/familiedialog.cdx.json

bench: site ## Measure (as `make run` builds it); some of it: make bench ONLY="pages live"
	@ulimit -n "$$(ulimit -Hn)"; cargo bench -p server --bench figures -- $(ONLY)

torture: ## The tests that take long: 1 GB copied and put back, 3,000 kills, 200,000 worlds (release build)
	FAMILIEDIALOG_BULK_MB=1024 cargo nextest run --release -p server --no-capture backup::a_big
	FAMILIEDIALOG_KILLS=1000 cargo nextest run --release -p server --no-capture kill::
	FAMILIEDIALOG_POSTGRES_KILLS=1000 cargo nextest run --release -p server --no-capture kill_postgres::
	PEERS_WORLDS=200000 cargo nextest run --release -p domain --no-capture peers::

site: ## Build target/site out of app, style and public
	@scripts/setup build
	@scripts/site

ship: site ## The binary that is handed over: smaller and quicker, without the invented families; four minutes more to build
	cargo build --profile ship -p server --no-default-features
	@ls -l $(TARGET)/ship/familiedialog

shots: site ## Take a picture of every page, into end2end/shots
	@scripts/setup test
	cargo build -p server
	cd end2end && npx playwright test --config shots.config.ts

setup: ## Install everything that any target needs
	@scripts/setup test

clean: ## Remove what was built; data stays
	rm -rf $(TARGET) end2end/node_modules end2end/test-results end2end/playwright-report
