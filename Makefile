# Everything a newcomer needs. Each target says what it does and can be repeated safely.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
# Distributions build Python with all optimisations, version managers often without, which is slower by half: the
# system's own is taken where it has the same version and a pip that serves others. `make PYTHON=…` names another.
SYSTEMS = /usr/bin/$(shell python3 -c 'import sys; print("python%d.%d" % sys.version_info[:2])' 2>/dev/null)
CAN_SERVE := import venv, pip; exit(int(pip.__version__.split(".")[0]) < 23)
PYTHON = $(shell $(SYSTEMS) -c '$(CAN_SERVE)' 2>/dev/null && echo $(SYSTEMS) || echo python3)
# A pip of the environment's own takes several seconds to unpack; only an old one can't serve another Python.
GET_UV := install --quiet --disable-pip-version-check uv
UV_BY_PYTHONS_PIP = ( $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python $(GET_UV) )
UV_BY_ITS_OWN_PIP = ( $(PYTHON) -m venv --clear $(VENV) && $(BIN)/python -m pip $(GET_UV) )
# The demo world is what takes longest: the client, made beside it, steps back.
ASIDE := nice -n 10
# Compiled modules are kept: without them each process compiles thousands anew when it starts.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo demo-world up test check format lock api bench screens setup setup-dev clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: ## Install, build and start everything with a small believable world
	@$(MAKE) --silent --no-print-directory -j2 demo-world web/dist/.stamp
	@$(BIN)/shancha demo

demo-world: setup
	@$(BIN)/shancha demo-world

up: setup web/dist/.stamp ## Start web, stream and worker on your own data
	@$(BIN)/shancha up

setup: $(VENV)/.stamp

setup-dev: $(VENV)/.stamp-dev web/node_modules/.stamp-dev

$(VENV)/.uv:
	@echo "· making the virtual environment"
	@$(UV_BY_PYTHONS_PIP) 2>/dev/null || $(UV_BY_ITS_OWN_PIP)
	@touch $@

$(VENV)/.stamp: requirements/base.txt pyproject.toml | $(VENV)/.uv
	@echo "· installing the server's packages"
	@$(UV) pip install --quiet --require-hashes -r requirements/base.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

$(VENV)/.stamp-dev: requirements/dev.txt $(VENV)/.stamp
	@echo "· installing the packages for tests and checks"
	@$(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

web/node_modules/.stamp: web/package-lock.json
	@echo "· installing what the web client is built with"
	@cd web && $(ASIDE) npm ci --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

web/node_modules/.stamp-dev: web/package-lock.json
	@echo "· installing the web client's packages, those for its tests and checks too"
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch web/node_modules/.stamp $@

web/dist/.stamp: $(VENV)/.stamp web/node_modules/.stamp web/index.html web/vite.config.ts $(shell find web/src web/public web/build -type f 2>/dev/null)
	@echo "· building the web client"
	@cd web && $(ASIDE) npm run --silent build -- --logLevel warn
	@$(ASIDE) $(BIN)/python -m whitenoise.compress --quiet web/dist
	@touch $@

test: setup-dev web/dist/.stamp ## Install what tests need and run every check and test
	@$(BIN)/python -m tests.run

check: setup-dev ## Format, lint, types and borders only
	@$(BIN)/python -m tests.run --only checks

format: setup-dev ## Lay the code out
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@cd web && npm run --silent format

api: setup-dev ## Regenerate openapi.json and the typed client
	@$(BIN)/shancha openapi
	@cd web && npm run --silent api

lock: $(VENV)/.uv ## Compile the hashed requirement files
	@$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal requirements/base.in -o requirements/base.txt
	@$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal -c requirements/base.txt requirements/dev.in -o requirements/dev.txt

bench: setup-dev web/dist/.stamp ## Measure speed and memory against limits of the same run
	@$(BIN)/python -m bench.run
	@$(BIN)/python -m bench.goods
	@$(BIN)/python -m bench.orders

screens: setup-dev web/dist/.stamp ## Take pictures of all main pages, and those of the README
	@SHANCHA_MODE=test $(BIN)/python -m tests.flows.screens

clean: ## Remove what was built (never the data folder)
	@rm -rf $(VENV) web/node_modules web/dist
