# Two commands are enough to begin with: `make up` runs Para29, `make test` shows that it works.

.PHONY: help up test check stop-test-database

help: ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

up: ## get what is missing, build, and run everything; ARGS="--listen 127.0.0.1:8080" and the like are passed on
	@scripts/get-needs.sh compiler $(if $(DATABASE_URL)$(DATABASE_URL_FILE),,postgres)
	cargo run --release -- up $(ARGS)

test: ## get what is missing and run every test; ARGS="-E 'test(reminder)'" picks some
	@scripts/get-needs.sh compiler postgres browser nextest
	cargo nextest run --workspace $(ARGS); told=$$?; scripts/stop-test-database.sh; exit $$told

check: ## what is looked at before a change is taken, beside the tests
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items
	scripts/no-libpq.sh
	scripts/generated.sh
