# The commands of the monitor. Each sets up what it needs: a venv in .venv with the locked packages.
# Nothing here needs root, nothing is installed outside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup refresh test lint ui bench lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(INSTALLED) ## installs the locked packages into .venv

$(INSTALLED): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once, about a minute) …"
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if v >= (3, 11) else f"Python 3.11 or newer is needed, $(PYTHON) is {v[0]}.{v[1]}; say make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

refresh: $(INSTALLED) ## runs the whole chain on the bundled figures, with SOURCE=live from the portal
	@$(BIN)/sozialraum refresh $(if $(SOURCE),--source $(SOURCE))

test: $(INSTALLED) ## runs all tests
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: $(INSTALLED) ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy

ui: $(INSTALLED) ## the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/sozialraum ui

bench: $(INSTALLED) ## the benchmarks, as a table of ratios
	@$(BIN)/python -m bench

lock: ## resolves the versions anew (needs uv)
	@uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --universal --python-version 3.11 --output-file requirements.lock --quiet

clean: ## removes the venv; run-time data in warehouse/ stays
	@rm -rf $(VENV) *.egg-info
