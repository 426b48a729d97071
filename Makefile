# The one list of commands: what people type, what the workflow calls, what CI runs.
# Every target does its own set-up; stamp files make a second run instant.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
PYTHON_SETUP := .venv/.site-stamp
PYTHON_DEV := .venv/.dev-stamp
NODE_SETUP := node_modules/.stamp
# Twice quiet: errors only.
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq
# Each file whole in one process: its fixtures are made once. Files are handed out in the order
# tests/conftest.py gives them, the longest first.
BY_FILE := --dist loadfile --no-loadscope-reorder -q
# For recipes that run npm or anything in node_modules/.bin.
WITH_NODE := node=$$(tools/find_node) && PATH="$$node:$$PATH"
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

.PHONY: help setup site serve test check bench publish format lock clean

help: ## vis denne lista
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1	\2/p' Makefile | expand -t 14

setup: $(PYTHON_SETUP) $(NODE_SETUP) ## gjør klar .venv og node_modules; .venv/bin/sitegen virker etterpå

site: setup ## bygg nettstedet i site/
	$(BIN)/sitegen build
	@echo "Nettstedet ligger i site/. Se det med «make serve»."

serve: setup ## vis nettstedet lokalt, og bygg på nytt når noe endres
	$(BIN)/sitegen serve

# Three processes on two cores: one that drives a browser waits half of its time.
test: lint ## kjør alle tester, også i nettleser
	@chromium=$$(tools/find_chromium --install) && \
		CHROMIUM="$$chromium" $(BIN)/pytest -n 3 $(BY_FILE) -m "not bench"

check: lint ## stil, typer, lag og raske tester: under ett minutt
	$(BIN)/pytest -n 2 $(BY_FILE) -m "not browser and not slow and not bench"

bench: setup $(PYTHON_DEV) ## mål bygging, lesing og nettsider mot et grunnlag i samme kjøring (BENCH=navn for én)
	$(BIN)/python tools/bench.py $(BENCH)

publish: test ## prøv alt, og publiser notatet som en utgave (VERSION=2025-03-07.1, SITE_URL=https://…/)
	tools/release $(VERSION)

format: $(PYTHON_DEV) $(NODE_SETUP) ## rett opp stilen
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(WITH_NODE) node_modules/.bin/biome check --write .

lock: $(PYTHON_SETUP) ## løs avhengighetene på nytt (UPGRADE=--upgrade for nyere utgaver)
	$(PIP) --require-hashes -r requirements/lock.txt
	cd requirements && for name in site dev node lock; do \
		../$(COMPILE) $$name.in -o $$name.txt || exit 1; done
	$(WITH_NODE) npm install --package-lock-only --ignore-scripts

clean: ## fjern alt som make har laget
	rm -rf site build .venv node_modules .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis test-results

.PHONY: lint style types scripts
# All at once, each with its words kept together, and every fault told before it ends.
lint: setup $(PYTHON_DEV)
	@$(MAKE) --no-print-directory --keep-going -j 3 $(if $(filter output-sync,$(.FEATURES)),-O) \
		style types scripts

style:
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .

types:
	$(BIN)/mypy

scripts:
	@if git ls-files '*.js' '*.mjs' | grep -q .; then \
		echo tsc --noEmit; $(WITH_NODE) node_modules/.bin/tsc --noEmit \
			&& node_modules/.bin/tsc --noEmit -p tsconfig.worker.json \
			&& node_modules/.bin/biome check --error-on-warnings .; fi

$(BIN)/python:
	@python=$$(tools/find_python) && rm -rf .venv && \
		echo "Lager .venv med $$python" && "$$python" -m venv .venv

$(PYTHON_SETUP): $(BIN)/python requirements/site.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/site.txt
	$(PIP) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(PYTHON_DEV): $(PYTHON_SETUP) requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(NODE_SETUP): package.json package-lock.json .npmrc | $(PYTHON_SETUP)
	$(WITH_NODE) npm ci --ignore-scripts --silent
	@touch $@
