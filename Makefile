# Every target sets up what it needs, in .venv, from hash-locked requirements.
# `make help` lists them.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= 2

NO_PYTHON = "This needs Python 3.11 or newer, and '$(PYTHON)' is not: \
run 'make PYTHON=/path/to/python3.11 ...'."
NO_INSTALL = "Could not install the locked requirements: pip's lines above \
say why. With no network, run this once where the package index answers."
PIP = $(1)/bin/python -m pip install -qq --disable-pip-version-check

OLDEST := .venv-oldest
NEWEST := .venv-newest
TORCH := .venv-torch
# A wheel that pip finds on this machine; else the CPU's, from PyTorch's own
# index: that of PyPI is half a gigabyte, plus CUDA.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
NBVAL = --nbval --nbval-current-env --nbval-cell-timeout=120
NEEDS_NB = test -n "$(NB)" || { echo "Which one? NB=chapters/x.ipynb" >&2; \
  exit 1; }
CODE = backprop tests tools exercises benchmarks _ext _live conftest.py
DRAFT = drafts/$(basename $(NB)).md

.DEFAULT_GOAL := help
.PHONY: help book serve lab test test-browser test-pyodide test-platforms \
	test-oldest test-newest test-torch test-long test-grading execute exercises edit apply check bench \
	bench-browser lock clean

help: ## list what make can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort \
	  | sed -E 's/^([a-z-]+):.*## */  make \1|/' \
	  | awk -F'|' '{printf "%-22s%s\n", $$1, $$2}'

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  2>/dev/null || { echo $(NO_PYTHON) >&2; exit 1; }
	@echo "Setting up $(VENV) (once; about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(call PIP,$(VENV)) --require-hashes -r requirements/dev.txt \
	  || { echo $(NO_INSTALL) >&2; exit 1; }
	@$(call PIP,$(VENV)) --no-deps --no-build-isolation -e .
	@touch $@

# SELF_CONTAINED=1 PYODIDE=folder puts Pyodide into the book.
book: $(READY) ## build the book and say where to open it
	@SELF_CONTAINED=$(SELF_CONTAINED) PYODIDE=$(PYODIDE) \
	  $(BIN)/python -m tools.build_book

serve: book ## build the book and serve it on this machine
	@echo "Serving http://127.0.0.1:8000/ (Ctrl-C stops)"
	@$(BIN)/python -m http.server 8000 --bind 127.0.0.1 -d _build/html

test-browser: book ## look at every page of the book in a real Chromium
	@$(call PIP,$(VENV)) --require-hashes -r requirements/browser.txt \
	  || { echo $(NO_INSTALL) >&2; exit 1; }
	@$(BIN)/python -m pytest tests/browser -n $(WORKERS)

test-pyodide: $(READY) ## test the package on the browser's Python, in Node
	@$(BIN)/python -m pytest tests/pyodide -n $(WORKERS)

test: $(READY) ## run all tests, and re-run every notebook and compare
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest $(NBVAL) \
	  -n $(WORKERS) --dist loadfile \
	  tests chapters exercises --ignore=tests/browser --ignore=tests/grading

test-platforms: $(READY) ## re-run the notebooks as older processors would
	@$(BIN)/python -m tools.platforms $(NBVAL) -q \
	  -n $(WORKERS) --dist loadfile chapters exercises/source

test-oldest: $(OLDEST)/.ready ## test package and checks with the oldest NumPy
	@OPENBLAS_NUM_THREADS=1 $(OLDEST)/bin/python -m pytest \
	  -n $(WORKERS) tests/package tests/exercises/test_checks.py \
	  tests/exercises/test_diagnosis.py

$(OLDEST)/.ready: requirements/oldest.txt pyproject.toml
	@echo "Setting up $(OLDEST) (once) ..."
	@$(PYTHON) -m venv $(OLDEST)
	@$(call PIP,$(OLDEST)) --require-hashes -r requirements/oldest.txt \
	  || { echo $(NO_INSTALL) >&2; exit 1; }
	@$(call PIP,$(OLDEST)) --no-deps --no-build-isolation -e .
	@touch $@

test-newest: ## run all tests with the newest dependencies, not the locked
	@$(PYTHON) -m venv --clear $(NEWEST)
	@$(call PIP,$(NEWEST)) --upgrade flit_core -r requirements/lite.in \
	  -e '.[book,test,instructor]'
	@OPENBLAS_NUM_THREADS=1 $(NEWEST)/bin/python -m pytest $(NBVAL) \
	  -n $(WORKERS) --dist loadfile \
	  tests chapters exercises --ignore=tests/browser --ignore=tests/grading

test-long: $(READY) ## thousands of right layers, every planted mistake, 200 seeds
	@BACKPROP_LONG=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest \
	  -n $(WORKERS) -m long tests/package/test_check_zoo.py \
	  tests/package/test_museum.py \
	  tests/exercises/test_drawn_numbers.py tests/exercises/test_judge.py \
	  tests/exercises/test_checks.py tests/exercises/test_naturals.py \
	  tests/grading/test_boundary.py

test-grading: $(READY) ## grade a hostile class in sandboxes (bubblewrap, Linux)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n $(WORKERS) \
	  --dist loadfile tests/grading

test-torch: ## compare layers, losses and checks with PyTorch, if it is to be had
	@$(MAKE) -s $(TORCH)/.ready 2>/dev/null; \
	if test -f $(TORCH)/.ready; then \
	  OPENBLAS_NUM_THREADS=1 $(TORCH)/bin/python -m pytest -n $(WORKERS) \
	    tests/pytorch tests/package/test_oracle.py \
	    tests/package/test_in_torch.py; \
	else echo "PyTorch cannot be installed here: test-torch is skipped."; fi

$(TORCH)/.ready: requirements/oldest.txt pyproject.toml
	@echo "Setting up $(TORCH) (once; some minutes) ..."
	@$(PYTHON) -m venv $(TORCH)
	@$(call PIP,$(TORCH)) --require-hashes -r requirements/oldest.txt
	@{ $(call PIP,$(TORCH)) --no-deps --no-index torch==2.13.0 2>/dev/null \
	    && $(call PIP,$(TORCH)) torch==2.13.0; } || $(call PIP,$(TORCH)) \
	  --retries 0 --index-url $(TORCH_INDEX) torch==2.13.0
	@$(call PIP,$(TORCH)) --no-deps --no-build-isolation -e .
	@touch $@

check: $(READY) ## check style and the form of notebooks, in seconds
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/python -m tools.execute --check

bench: $(READY) ## time a backward pass, a training step, the checks
	@$(BIN)/python benchmarks/gradient_check_seconds.py
	@$(BIN)/python benchmarks/backward_cost.py
	@$(BIN)/python benchmarks/training_step.py
	@$(BIN)/python benchmarks/convolution.py
	@$(BIN)/python benchmarks/check_seconds.py

bench-browser: book ## time the figures in Chromium, weigh the pages
	@$(call PIP,$(VENV)) --require-hashes -r requirements/browser.txt \
	  || { echo $(NO_INSTALL) >&2; exit 1; }
	@$(BIN)/python benchmarks/on_a_slow_line.py
	@$(BIN)/python benchmarks/in_the_page.py

lab: $(READY) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab

edit: $(READY) ## write drafts/chapters/x.md: make edit NB=chapters/x.ipynb
	@$(NEEDS_NB)
	@$(BIN)/python -m tools.notebook text $(NB) $(DRAFT)

apply: $(READY) ## load and run the draft: make apply NB=chapters/x.ipynb
	@$(NEEDS_NB)
	@$(BIN)/python -m tools.notebook load $(DRAFT) $(NB)
	@$(BIN)/python -m tools.execute $(NB)

execute: $(READY) ## run notebooks and write their outputs (NB=path for one)
	@$(BIN)/python -m tools.execute $(NB)

exercises: $(READY) ## write the learners' notebooks and the solution pages from exercises/source
	@$(BIN)/python -m tools.exercises

lock: ## write requirements/*.txt anew (maintainers)
	$(PYTHON) -m venv .venv-lock
	$(call PIP,.venv-lock) 'uv>=0.9'
	tools/lock.sh .venv-lock/bin/uv

clean: ## remove what the other targets made
	rm -rf _build .venv .venv-*
