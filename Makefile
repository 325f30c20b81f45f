# The targets below print themselves: `make` or `make help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
# Tests and benchmarks of the account model read the research collections where there are any.
export TRUEREACH_DATA ?= $(abspath $(wildcard ../shared/data))

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-quick lint format types layers openapi openapi-check docker-lint train-niche bench bench-authenticity bench-niche clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  \033[1m%-18s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.installed ## Install the locked environment into .venv

$(VENV)/.installed: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv sync --locked --quiet
	@touch $@

run: setup ## Serve on 127.0.0.1:8000 with an embedded database, and show a first vetting
	@$(BIN)/truereach serve --development

demo: setup ## Vet a made-up audience and print the verdict
	@$(BIN)/truereach demo

test: setup lint types layers openapi-check docker-lint ## Check everything and run all tests
	@$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered

test-quick: setup ## Run the tests that start no servers
	@$(BIN)/pytest -m "not network and not slow"

lint: setup ## Look for faults in the style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/deptry .

format: setup ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

types: setup ## Check the types
	@$(BIN)/mypy

layers: setup ## Check that imports point down
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

openapi: setup ## Write openapi/openapi.json
	@$(BIN)/truereach openapi --output openapi/openapi.json

openapi-check: setup ## Check that openapi/openapi.json is what the code serves
	@$(BIN)/truereach openapi --output $(VENV)/openapi.json
	@diff -u openapi/openapi.json $(VENV)/openapi.json || { echo "openapi/openapi.json is stale: run make openapi"; exit 1; }

docker-lint: setup ## Check the Dockerfile
	@$(BIN)/hadolint Dockerfile

train-niche: setup ## Make the niche method's files again
	@$(BIN)/uv sync --locked --quiet --extra encoder --group niche
	@OPENBLAS_NUM_THREADS=1 $(BIN)/truereach train-niche words --output app/scoring/niche/data/static-2026-11.npz
	@$(BIN)/truereach train-niche panel --output app/scoring/niche/data/panel-2026-11.json

bench: setup ## Measure speed, as ratios
	@for name in reads vetting memory scoring upload; do echo "== bench/$$name.py"; PYTHONPATH=tests $(BIN)/python bench/$$name.py || exit 1; done

bench-authenticity: setup ## Judge the method on the research collections, beside baselines
	@$(BIN)/uv sync --locked --quiet --group bench
	@$(BIN)/python -m bench.authenticity all

bench-niche: setup ## Judge the niche method on the research data, beside baselines
	@$(BIN)/uv sync --locked --quiet --extra encoder --group niche --group bench
	@$(BIN)/python -m bench.niche all

clean: ## Remove the environment and everything made
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
