# Two commands do all the set-up: `make app` serves the advisor, `make test` runs all that CI runs.

PYTHON ?= python3
ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --quiet --no-compile -c constraints.txt
NEEDS := pyproject.toml constraints.txt
export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False
export GRADIO_ANALYTICS_ENABLED := False

.PHONY: app index test lint types layers corpus chromium axe clean
.DEFAULT_GOAL := app

app: index ## serve the advisor on 127.0.0.1:7860 (ARGS="--port 8000" for another port)
	@$(PY) app.py $(ARGS)

index: $(VENV)/.app ## build the index, unless the one there is sound and of this corpus and model
	@$(PY) -m index build --if-needed

test: lint types layers corpus chromium axe index ## all that CI runs; pytest comes last
	@$(PY) -m pytest $(ARGS)

lint: $(VENV)/.dev
	@$(PY) -m ruff check .

types: $(VENV)/.dev
	@$(PY) -m mypy

layers: $(VENV)/.dev
	@$(VENV)/bin/lint-imports --no-logo

corpus: $(VENV)/.dev
	@$(PY) -m corpus check

chromium: ## the browser that the tests drive
	@if [ -n "$$CHROMIUM" ]; then exit 0; fi; \
	for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		if command -v $$name >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests"; \
		(apt-get update -q && DEBIAN_FRONTEND=noninteractive \
			apt-get install -q -y --no-install-recommends chromium) >/dev/null; \
	else echo "The browser tests need Chromium: install it, or set CHROMIUM to its path." >&2; exit 1; fi

axe: tests/browser/node_modules/.package-lock.json ## the accessibility checker that the tests run

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	@cd tests/browser && npm ci --no-audit --no-fund --silent && touch node_modules/.package-lock.json

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed: name one with PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.app: $(VENV)/.python $(NEEDS)
	@echo "Installing what the advisor needs (about two minutes the first time)"
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.python $(NEEDS)
	@echo "Installing what the advisor, the checks and the tests need (about three minutes the first time)"
	@$(PIP) -e '.[dev]'
	@touch $(VENV)/.app $@

clean: ## remove what make made: the environment, the index, the caches
	@rm -rf $(VENV) index/builds tests/browser/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
