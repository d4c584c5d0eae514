# Everything runs in .venv, which the first target that needs it makes: python3 and make suffice.
# `make PYTHON=python3.12 demo` takes another interpreter.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
NEEDED := import sys; sys.exit(sys.version_info < (3, 11) and "seedlint needs Python 3.11 or later")

.PHONY: help demo test lint types bench torture words model confusables clean

help:
	@echo "make demo    check the pages in seeds/ and write cleaned copies to cleaned/"
	@echo "make test    run the tests"
	@echo "make lint    ruff: rules and format"
	@echo "make types   mypy, strict"
	@echo "make bench   measure speed, into docs/speed.md, LONG=1 for large sizes, too; with DATA=FOLDER"
	@echo "             accuracy, into docs/accuracy.md"
	@echo "make torture try to break what is promised, at full size, into docs/trust.md; ONLY=\"undo\""
	@echo "make words   build the word table anew from jieba's dictionary"
	@echo "make model   build the character model and what is fitted on it; DATA=FOLDER has the texts"
	@echo "make confusables  build anew which characters are taken for which; after words and model"
	@echo "make clean   remove what was made, .venv included"

# Exit 1 says that something was found or is left, which is what a demonstration is for.
demo: $(VENV)/run.done
	$(BIN)/seedlint check seeds/ || test $$? -eq 1
	$(BIN)/seedlint fix seeds/ -o cleaned/ || test $$? -eq 1
	@echo
	@echo "The cleaned copies are in cleaned/; the pages in seeds/ are as they were. Next:"
	@echo "  git diff --no-index --color-words=. seeds cleaned   what became of each page"
	@echo "  $(BIN)/seedlint explain PU001                    why a rule wants what it wants"
	@echo "  $(BIN)/seedlint undo cleaned/                    the copies as before the fixes"

test: $(VENV)/test.done
	$(BIN)/python -m pytest --numprocesses auto

lint: $(VENV)/lint.done
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/test.done $(VENV)/types.done
	$(BIN)/mypy

bench: $(VENV)/bench.done $(VENV)/node.done
	$(BIN)/python -m compileall -q lint rules
	PYTHONPATH=tests:tests/accuracy $(BIN)/python -m bench.report $(if $(LONG),--long)
ifdef DATA
	$(BIN)/python tests/accuracy/report.py $(DATA)
endif

torture: $(VENV)/test.done $(VENV)/trust.done $(VENV)/node.done
	PYTHONPATH=tests $(BIN)/python -m trust.torture $(ONLY)

words: $(VENV)/words.done
	$(BIN)/python -m seedlint.sense.build_words

model: $(VENV)/run.done
	$(BIN)/python -m seedlint.sense.build_lm $(DATA)
	$(BIN)/python -m seedlint.sense.build_doubles $(DATA)

confusables: $(VENV)/confusables.done
	$(BIN)/python -m seedlint.sense.build_confusables

clean:
	rm -rf $(VENV) build dist cleaned *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A venv of Python 3.11 brings a pip that does not know --group; 25.1 is the first that does.
$(VENV)/pip.done:
	@$(PYTHON) -c '$(NEEDED)'
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade 'pip>=25.1'
	@touch $@

# setuptools warns of every editable install; there is nothing to do about it. pip compiles what it
# installs, but not an editable install: without bytecode every start costs 0.2 s more.
$(VENV)/run.done: $(VENV)/pip.done pyproject.toml
	PYTHONWARNINGS=ignore $(INSTALL) --editable .
	@$(BIN)/python -m compileall -q lint rules
	@touch $@

# The peers that come from npm; without npm they are left out, by name.
$(VENV)/node.done: $(VENV)/pip.done
	npm install --silent --no-fund --no-audit --prefix $(VENV)/node \
		autocorrect-node@2.14.0 zhlint@0.8.2 || echo "no npm: autocorrect and zhlint are left out"
	@touch $@

# test.done, lint.done …: what runs, and the dependency group of that name.
$(VENV)/%.done: $(VENV)/run.done
	$(INSTALL) --group $*
	@touch $@
