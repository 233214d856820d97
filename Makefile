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

.DEFAULT_GOAL := help
.PHONY: help book serve lab test test-browser test-platforms test-oldest \
	execute check bench lock clean

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

lock: ## write requirements/*.txt anew (maintainers)
	$(PYTHON) -m venv .venv-lock
	$(call PIP,.venv-lock) 'uv>=0.9'
	tools/lock.sh .venv-lock/bin/uv

clean: ## remove what the other targets made
	rm -rf _build .venv .venv-*
