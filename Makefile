# For whoever likes make; each target is a script, and needs no make.

.PHONY: help up test check stop-test-database

help: ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

up: ## get what is missing, build, and run everything; ARGS="--listen 127.0.0.1:8080" and the like are passed on
	@scripts/up $(ARGS)

test: ## get what is missing and run every test; ARGS="-E 'test(reminder)'" picks some
	@scripts/test $(ARGS)

check: ## what is looked at before a change is taken, beside the tests
	@scripts/check

stop-test-database: ## stop the server that the tests share
	@scripts/stop-test-database.sh
