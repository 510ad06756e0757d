# Watchfloor. Two commands do everything: `make run` and `make test`.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= 2
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help run test check bench soak lock format clean package test-package release-check notice man picture \
	system-run system-test

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

run: system-run $(READY) ## Set up what is needed and open the demo
	@packaging/run

test: system-test $(READY) ## Set up what is needed and run every test
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not soak"

check: system-run $(READY) ## Lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: system-test $(READY) ## Print the figures as JSON
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

soak: system-test $(READY) ## Long audits: minutes to hours
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -m soak -n 0 --timeout 7200 -s

format: $(READY) ## Bring the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Resolve the dependencies anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --group dev \
		--all-extras pyproject.toml -o packaging/requirements.lock --quiet --custom-compile-command "make lock" --upgrade
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra redis \
		-c packaging/requirements.lock pyproject.toml packaging/build.in -o packaging/build.lock --quiet \
		--custom-compile-command "make lock"
	@$(MAKE) --no-print-directory notice

package: ## Build wheel, bundle, .tar.xz and .deb into dist/
	@packaging/package

test-package: ## Install the .deb in a bare Debian, use it, remove it (root)
	@packaging/test-package

release-check: ## Go through the release checklist
	@packaging/release-check

notice: ## Write anew what is bundled, under which licences
	@packaging/build-environment build/package/venv
	@build/package/venv/bin/python packaging/notice

man: ## Write the man pages into build/man
	@packaging/build-environment build/package/venv
	@build/package/venv/bin/python packaging/man build/man

picture: system-run $(READY) ## Take the pictures of the window anew, for docs/picture
	@packaging/picture

clean: ## Remove the environment and what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

system-run:
	@packaging/system-packages run

system-test:
	@packaging/system-packages run test

$(READY): packaging/requirements.lock pyproject.toml packaging/environment
	@packaging/environment $(VENV)
	@touch $@
