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
# tests/conftest.py gives them: builds and browsers first.
BY_FILE := --dist loadfile --no-loadscope-reorder -q
# The tests of «make check»; CI tries the costly ones too, on every Python.
CHECKED ?= not browser and not slow and not costly and not bench
# What Python compiles, and pytest rewrites, is kept for the next process: without it each one of a
# run spends seconds on it anew.
unexport PYTHONDONTWRITEBYTECODE
# For recipes that run npm or anything in node_modules/.bin.
WITH_NODE := node=$$(tools/find_node) && PATH="$$node:$$PATH"
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

.PHONY: help setup editor site serve test check bench fuzz publish format lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1	\2/p' Makefile | expand -t 14

setup: $(PYTHON_SETUP) $(NODE_SETUP) ## prepare .venv and node_modules; .venv/bin/sitegen works afterwards

editor: setup ## what an editor needs beyond that: reading a note's PDF
	$(PIP) --require-hashes -r requirements/pdf.txt

site: setup ## build the site in site/
	$(BIN)/sitegen build
	@echo "Nettstedet ligger i site/. Se det med «make serve»."

serve: setup ## serve the site locally, and build again when something changes
	$(BIN)/sitegen serve

# Three processes on two cores: one that drives a browser waits half of its time.
test: lint ## run all tests, in a browser too
	@chromium=$$(tools/find_browser chromium --install) && \
		firefox=$$(tools/find_browser firefox --install) && \
		soffice=$$(tools/find_soffice --install) && \
		{ tools/find_browser webkit --install >/dev/null || echo "Prøver i WebKit utelates."; } && \
		CHROMIUM="$$chromium" FIREFOX="$$firefox" SOFFICE="$$soffice" \
		$(BIN)/pytest -n 3 $(BY_FILE) -m "not bench"

# Without Playwright and the tests that drive a browser: importing them alone takes seconds. In one
# process: a second would import and read everything anew.
check: lint ## style, types, layers and fast tests: under a minute
	$(BIN)/pytest -q -m "$(CHECKED)" \
		-p no:playwright --ignore tests/browser --ignore tests/engines --hypothesis-profile quick

bench: setup $(PYTHON_DEV) ## measure builds, reading and pages beside a baseline of the same run (BENCH=name for one)
	$(BIN)/python tools/bench.py $(BENCH)

fuzz: setup $(PYTHON_DEV) ## give the core 100 000 inputs made by chance (FUZZ=1000 for fewer), the reader of notes 5 000
	$(BIN)/python tools/fuzz.py $(FUZZ)
	$(BIN)/python tools/fuzz_notes.py

publish: test ## test all, and publish the note as a version (VERSION=2025-03-07.1, SITE_URL=https://…/)
	tools/release $(VERSION)

format: $(PYTHON_DEV) $(NODE_SETUP) ## mend the style
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(WITH_NODE) node_modules/.bin/biome check --write .

lock: $(PYTHON_SETUP) ## resolve the requirements anew (UPGRADE=--upgrade for newer ones)
	$(PIP) --require-hashes -r requirements/lock.txt
	cd requirements && for name in site pdf dev node lock; do \
		../$(COMPILE) $$name.in -o $$name.txt || exit 1; done
	$(WITH_NODE) npm install --package-lock-only --ignore-scripts

clean: ## remove all that make has made
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
