# Minsheng Desk. `make run` starts the desk, `make test` checks everything; both prepare .venv by themselves.
export PIP_DISABLE_PIP_VERSION_CHECK = 1
PYTHON = .venv/bin/python

.PHONY: run test check fmt strings bench coverage demo soak pictures wheel build typing lock env env-check env-run clean

run: env-run ## the window; without a screen a sample case and its slip
	@.ci/start

test: env check ## all checks and all tests
	QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: env-check ## style, types, import rules, catalogue
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PYTHON) .ci/strings.py check

fmt: env-check ## format the source
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

strings: env-check ## bring the catalogue up to date with the source
	$(PYTHON) .ci/strings.py

coverage: env ## how much of the core its own tests reach: at least 95 of a hundred lines
	$(PYTHON) -m coverage run -m pytest -q tests/domain tests/journal tests/storage tests/actions tests/reads
	$(PYTHON) -m coverage report

soak: env ## for hours: a thousand kills of desks, 200 of hub and PostgreSQL, 20 worlds of 10,000 steps
	SOAK_KILLS=$${SOAK_KILLS:-1000} SOAK_HUB_KILLS=$${SOAK_HUB_KILLS:-200} SOAK_SCHEDULES=$${SOAK_SCHEDULES:-300} \
	SOAK_SEEDS=$${SOAK_SEEDS:-20} SOAK_STEPS=$${SOAK_STEPS:-10000} \
	$(PYTHON) -m pytest tests/soak tests/faults -rP

bench: env ## one table of all measurements against their floors and limits (BENCH="record slip": only these)
	$(PYTHON) -m tests.bench $(BENCH) docs/pictures/measurements.png
	COUNTER_CASES=50000 QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q -rP tests/flows/test_a_returning_person.py

pictures: env ## the pictures of the README, taken of the real window over a made-up morning
	$(PYTHON) -m tests.pictures

wheel: env-check ## what pip installs, for a hub too: dist/minsheng_desk-*.whl
	$(PYTHON) -m pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir dist .

demo: env ## a whole morning at two stations and their town, in two minutes: papers and pictures in out/demo
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.demo

build: env ## the program as a folder that needs no Python and as a .deb, both tried: dist/
	@.ci/system-packages build
	.ci/package/old-python
	build/python/bin/python3.11 -m PyInstaller --noconfirm --log-level WARN build.spec
	$(PYTHON) .ci/package/oldest.py dist/minsheng-desk
	$(PYTHON) .ci/package/weigh.py dist/minsheng-desk
	$(PYTHON) .ci/package/smoke.py dist/minsheng-desk
	.ci/package/deb

typing: env ## pinyin typed into the folder that `make build` made, through ibus and through fcitx5
	@.ci/system-packages typing
	$(PYTHON) .ci/package/chinese.py dist/minsheng-desk

lock: env-check ## resolve the requirements anew
	.ci/lock

env: ## .venv and, as root on Debian, the system packages for tests
	@.ci/env test

env-check:
	@.ci/env check

env-run:
	@.ci/env run

clean: ## remove everything that was made here
	rm -rf .venv build dist out *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find desk ui tests -name __pycache__ -type d -prune -exec rm -rf {} +
