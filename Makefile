# `make demo` and `make test` need nothing but Python (3.11 or newer) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
UV_VERSION := 0.13.9
ATHERIS_VERSION := 3.0.0
READER ?= text
SECONDS ?= 60
PEERS := build/peers/.installed
SPARK := $(VENV)/.spark
DUCKDB15 := build/duckdb15/.installed

# What links and counts, on whatever engine.
ENGINE_TESTS := tests/integration/test_engines.py tests/integration/test_spark_run.py \
	tests/spec/test_linkage_*.py tests/spec/test_coverage_*.py tests/spec/test_changes.py \
	tests/unit/test_linkage_*.py tests/unit/test_coverage_cells.py \
	tests/generative/test_linkage_properties.py \
	tests/generative/test_assignment_properties.py \
	tests/generative/test_changes_properties.py

# The five regions of the first reports, each in the month of its report. $(1): month,
# $(2): regions. The registers are made up; the official figures are the reports'.
define DEMO_MONTH
rm -rf build/demo/$(1)
$(BIN)/semesta synth $(2:%=--region %) --targets samples/demo/sasaran.csv \
	--month $(1) --out build/demo/$(1)
$(BIN)/semesta run --month $(1) --out demo-out --quiet \
	--population build/demo/$(1)/$(1)/penduduk \
	--membership build/demo/$(1)/$(1)/peserta \
	--official samples/demo/resmi-$(1).csv \
	--facts samples/demo/fakta.csv --legal samples/legal.yaml
endef

HOUSE_TESTS := tests/unit/test_layers.py tests/unit/test_sizes.py \
	tests/unit/test_sql_subset.py tests/unit/test_repository.py \
	tests/docs/test_reference.py tests/docs/test_links.py

LOCK := build/lock/bin/uv pip compile pyproject.toml --quiet --universal \
	--python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help demo sample test test-slow hunt test-spark test-duckdb15 check fix bench bench-linkage bench-names bench-nation fuzz docs lock clean

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \2/p' Makefile \
		| awk '{ printf "  make %-13s", $$2; $$1 = $$2 = ""; print }'

demo: $(INSTALLED) ## Install, run the main job on five made-up regions
	@mkdir -p build/demo
	$(call DEMO_MONTH,2023-03,33.10 63.09)
	$(call DEMO_MONTH,2024-08,15.71 64.74)
	$(call DEMO_MONTH,2026-01,12.75)
	$(BIN)/semesta show demo-out

sample: $(INSTALLED) ## Install, run on the small sample that the documents use
	$(BIN)/semesta run --month 2026-01 --out build/sample --legal samples/legal.yaml \
		--population samples/tabalong/penduduk.csv \
		--membership samples/tabalong/peserta.xlsx

test: $(SPARK) ## Install, run the tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow" tests

test-slow: $(SPARK) ## The tests that take minutes: Spark, kills, documents
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m slow tests

hunt: $(INSTALLED) ## Try examples that the tests of properties have not drawn yet
	@$(BIN)/python -m pytest -n 2 --hypothesis-profile=hunt tests/generative

test-spark: $(SPARK) ## All tests of linking and counting on Spark (hours)
	@$(BIN)/python -m pytest --engine spark $(ENGINE_TESTS)

test-duckdb15: $(DUCKDB15) ## The same on DuckDB 1.5, in an environment of its own
	@build/duckdb15/bin/python -m pytest $(ENGINE_TESTS) \
		tests/unit/test_engine.py tests/spec/test_cleaning_*.py

check: $(INSTALLED) ## Format, lint, types, walls, sizes, generated pages
	@failed=0; \
	run() { echo "== $$*"; "$$@" || failed=$$((failed + 1)); }; \
	run $(BIN)/ruff format --check .; \
	run $(BIN)/ruff check .; \
	run $(BIN)/mypy; \
	run $(BIN)/python -m pytest $(HOUSE_TESTS); \
	echo "check: $$failed failed"; \
	test $$failed -eq 0

fix: $(INSTALLED) ## Format and mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(INSTALLED) ## Measure rows per second and memory per stage (SIZES=100000,10000000)
	@$(BIN)/python -m bench $(if $(SIZES),--sizes $(SIZES))

fuzz: build/fuzz/.installed ## Look for bytes that break READER, for SECONDS
	@PYTHONPATH=tests build/fuzz/venv/bin/python fuzz/reader.py $(READER) $(SECONDS)

bench-names: $(INSTALLED) ## Measure what each rule about names gains
	@$(BIN)/python -m bench.names

bench-linkage: $(INSTALLED) $(PEERS) ## Measure linking beside other programs (SIZES=3000000)
	@$(BIN)/python -m bench.linkage $(if $(SIZES),--sizes $(SIZES))

bench-nation: $(INSTALLED) $(PEERS) ## Measure the nation beside other programs (NATION=1: all of it)
	@$(BIN)/python -m bench.nation $(if $(SIZES),--sizes $(SIZES)) \
		$(if $(NATION),--nation) $(if $(INCREMENT),--increment) \
		$(if $(CONTINUE),--continue)

docs: $(INSTALLED) ## Write docs/reference anew from the code
	@$(BIN)/python scripts/reference.py

lock: build/lock/bin/uv ## Write the lock files anew from pyproject.toml
	@$(LOCK) -o requirements.lock
	@$(LOCK) --group dev -o requirements-dev.lock
	@$(LOCK) --extra spark -o requirements-spark.lock

clean: ## Remove what these targets made
	rm -rf $(VENV) build demo-out .pytest_cache .ruff_cache .mypy_cache .hypothesis

# The stamp is written last, so a broken installation is tried again.
$(INSTALLED): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Semesta needs Python 3.11 or newer;" \
			"'$(PYTHON)' is not. Name another: make PYTHON=python3.12 ..."; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "'$(PYTHON)' cannot make virtual environments." \
			"On Debian or Ubuntu: apt install python3-venv"; \
		exit 1; }
	@echo "Installing into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $@

# Only the tests need Spark, and it is large.
$(SPARK): $(INSTALLED) requirements-spark.lock
	@echo "Installing Spark into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements-spark.lock
	@touch $@

build/lock/bin/uv:
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check \
		uv==$(UV_VERSION)

# In an environment of its own: nothing else needs the fuzzer.
build/fuzz/.installed: requirements.lock
	@$(PYTHON) -m venv build/fuzz/venv
	@build/fuzz/venv/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements.lock
	@build/fuzz/venv/bin/python -m pip install --quiet --disable-pip-version-check \
		atheris==$(ATHERIS_VERSION) -e .

# The programs that ours is measured beside: their versions are part of the measure.
$(PEERS): bench/peers.txt
	@echo "Installing into build/peers ..."
	@$(PYTHON) -m venv build/peers
	@build/peers/bin/python -m pip install --quiet --disable-pip-version-check \
		-r bench/peers.txt
	@touch $@

# The lock has DuckDB 2.0; pyproject.toml promises 1.5 as well.
$(DUCKDB15): requirements-dev.lock pyproject.toml
	@echo "Installing into build/duckdb15 ..."
	@$(PYTHON) -m venv build/duckdb15
	@build/duckdb15/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements-dev.lock
	@build/duckdb15/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-deps 'duckdb==1.5.*'
	@build/duckdb15/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $@
