# What a person does with a checkout. `make` alone lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test format bench fuzz clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

# Two stamps: the demo needs what users need; the tests need the developer's tools too.
$(VENV)/.runtime: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Crossfoot needs Python 3.11 or newer: make PYTHON=python3.11'; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(PIP) --editable '.[all]'
	@$(BIN)/python -m compileall -q src # an editable install is not compiled: start-up would take twice as long
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	PIP_CONSTRAINT=constraints.txt $(PIP) --editable '.[dev]'
	@touch $@

demo: $(VENV)/.runtime ## prove the example release, then catch one altered digit in a copy of it
	@$(BIN)/python examples/demo.py

test: $(VENV)/.dev ## formatting, lint, strict types, layers, tests (the built wheel included)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@tests/get-programs
	$(BIN)/python -m pytest

format: $(VENV)/.dev ## put the sources in order (formatting, import order, what ruff can mend)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## start-up, milliseconds a document, growth; with FILES="*.htm" also beside lxml and edgartools
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/growth.py
	@test -z "$(FILES)" || $(BIN)/python benchmarks/side_by_side.py $(FILES)

fuzz: $(VENV)/.dev ## thousands of damaged releases through reader and proof
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/test_robustness.py

clean: ## remove what the targets above made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests examples benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
