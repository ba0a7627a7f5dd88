# Two commands on a fresh machine: `make reader` and `make test`. The rest is for working on it.
# Needs Python 3.11 or later. On Debian, as root, missing system packages are installed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: reader test lint types check bench lock clean help

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

reader: $(VENV)/.base  ## set everything up and build the sample corpus into build/
	@sh tools/system.sh engine
	@$(BIN)/bilingual build

test: $(VENV)/.dev  ## set up what the tests need, and run them all
	@sh tools/system.sh tests
	@$(MAKE) -s $(VENV)/.node
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev  ## ruff: style and likely mistakes
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy, strict
	@$(BIN)/mypy

check: lint types test  ## all three

bench: $(VENV)/.dev  ## measure speed and quality; figures go to the terminal
	@$(BIN)/python -m benchmarks

lock: $(VENV)/.dev  ## renew the pinned requirements
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml --group dev -o requirements-dev.lock

clean:  ## remove the environment and everything built
	rm -rf $(VENV) dist
	find build -mindepth 1 ! -name README.md -delete

$(VENV)/.base: requirements.lock pyproject.toml
	@sh tools/system.sh python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned requirements ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# What the browser tests drive comes from npm; where npm is missing, those tests say so and skip.
$(VENV)/.node: tests/browser/package.json tests/reading/package.json
	@for folder in tests/browser tests/reading; do \
	  command -v npm >/dev/null || { echo "npm is not installed: some tests will skip"; break; }; \
	  echo "Installing $$folder ..."; \
	  (cd $$folder && PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-package-lock \
	    --ignore-scripts --no-audit --no-fund) || exit 1; \
	done
	@touch $@
