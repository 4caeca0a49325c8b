# Everything a person does with the guide. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup run chat check test lint lock bench plans chaos gallery clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 12

$(VENV)/made: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Set PYTHON=python3.12 or the like."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Cannot make $(VENV). On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/made-dev: requirements-dev.lock $(VENV)/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/made ## Make .venv, install the locked libraries, train the matcher
	@$(BIN)/python -m bot setup

run: setup ## Start the guide: Telegram with TELEGRAM_BOT_TOKEN, else the console chat
	@$(BIN)/python -m bot run

chat: setup ## Chat in the terminal
	@$(BIN)/python -m bot chat

check: $(VENV)/made ## Check content, phrases and words
	@$(BIN)/python -m bot check

lint: $(VENV)/made-dev ## Style, types, layers, container files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint --ignore DL3059 Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

test: lint setup check ## Everything that CI checks
	$(BIN)/pytest

lock: ## Lock the newest libraries that fit pyproject.toml (needs uv)
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

bench: $(VENV)/made-dev setup ## Measure understanding (our questions, other engines, growth, slow lines), events and plans
	@$(BIN)/python benchmarks/matching.py questions
	@$(BIN)/python benchmarks/matching.py peers
	@$(BIN)/python benchmarks/matching.py growth
	@$(BIN)/python benchmarks/matching.py slowest
	@$(BIN)/python benchmarks/events.py
	@$(BIN)/python benchmarks/planning.py table
	@$(BIN)/python benchmarks/planning.py towns
	@$(BIN)/python benchmarks/planning.py ours

plans: $(VENV)/made-dev setup ## Put a thousand wishes before the planner and its verifier (twenty minutes)
	@PLAN_EXAMPLES=1000 $(BIN)/pytest tests/planner/test_plans_hold.py

chaos: ## Kill, cut and flood the guide (not built yet)
	@echo "The chaos suite comes with durable storage; there is none yet."

gallery: ## Draw every picture (not built yet)
	@echo "Pictures come with the web page; there are none yet."

clean: ## Remove what was made, but not the environment
	rm -rf data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
