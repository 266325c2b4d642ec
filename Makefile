# The commands of the monitor. Each sets up what it needs: a venv in .venv with the locked packages.
# Nothing here needs root, nothing is installed outside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOPED := $(VENV)/.developed
SPARKED := $(VENV)/.sparked
LOCK := uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

.DEFAULT_GOAL := help
.PHONY: help setup refresh test lint ui docs bench bench-compare spark-compare lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(INSTALLED) ## installs into .venv what a refresh needs

$(INSTALLED): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once, about a minute) …"
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f"Python 3.11, 3.12 or 3.13 is needed, $(PYTHON) is {v[0]}.{v[1]}; say make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(DEVELOPED): $(INSTALLED) requirements-dev.lock
	@echo "Adding the tools for tests and style …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(SPARKED): $(INSTALLED) requirements-spark.lock
	@echo "Adding Apache Spark …"
	@$(INSTALL) --require-hashes -r requirements-spark.lock
	@touch $@

refresh: $(INSTALLED) $(if $(filter spark,$(ENGINE)),$(SPARKED)) ## runs the whole chain on the bundled figures, with SOURCE=live from the portal, with ENGINE=spark on Spark
	@$(if $(ENGINE),SOZIALRAUM_ENGINE=$(ENGINE)) $(BIN)/sozialraum refresh $(if $(SOURCE),--source $(SOURCE))

test: $(DEVELOPED) ## runs all tests
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --durations 25 --durations-min 5

lint: $(DEVELOPED) ## style (of SQL, too), types, layers, dead code, dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vulture
	@$(BIN)/deptry .
	@$(BIN)/sqruff lint dbt_project

ui: $(INSTALLED) ## the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/sozialraum ui

docs: $(INSTALLED) ## writes what is made from declarations, and the library of a page from a package
	@$(BIN)/python -m sozialraum_cli.dictionary
	@$(BIN)/python -m sozialraum.registers.handbook
	@$(BIN)/python -m sozialraum.declarations.schema
	@$(BIN)/python -m sozialraum.report.forms.library.renew

bench: $(DEVELOPED) ## the benchmarks: ratios, peak memory, a chart; as JSON in warehouse/bench.json
	@$(BIN)/python -m bench --json warehouse/bench.json

bench-compare: $(DEVELOPED) ## the same, and what got more than 15 % slower or larger than bench/baseline.json
	@$(BIN)/python -m bench --json warehouse/bench.json --compare bench/baseline.json

spark-compare: $(DEVELOPED) $(SPARKED) ## whether Spark publishes what DuckDB does, cell by cell
	@SOZIALRAUM_SPARK_COMPARE=1 $(BIN)/python -m pytest -q tests/spark

lock: ## resolves the versions anew (needs uv): what a refresh needs, and the tools on top
	@$(LOCK) pyproject.toml --group build --output-file requirements.lock
	@$(LOCK) pyproject.toml --extra postgres --constraint requirements.lock --output-file requirements-postgres.lock
	@$(LOCK) pyproject.toml --extra spark --constraint requirements.lock --output-file requirements-spark.lock
	@$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## removes the venv; run-time data in warehouse/ stays
	@rm -rf $(VENV) *.egg-info
