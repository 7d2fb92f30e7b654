# One word each: run · test · lint · bench · chaos · messages · lock. Each installs what it needs, from locked files, into .venv.
# Works with make 3.81, which macOS has.

.PHONY: run test lint bench chaos messages lock

run:
	@tools/install build run project
	@.venv/bin/carelog migrate
	@.venv/bin/carelog demo --if-empty --show
	@exec .venv/bin/carelog serve

test:
	@tools/install build run project test
	@tools/test-needs
	@tools/dev-packages
	@tools/with-node node --test $$(find tests -name '*.test.js')
	@.venv/bin/python -m pytest -n 2 --dist worksteal

lint:
	@tools/install build run project test lint
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/djlint --lint --quiet carelog/templates
	.venv/bin/deptry .
	.venv/bin/bandit --quiet --recursive --configfile pyproject.toml carelog hatch_build.py migrations wsgi.py
	@tools/dev-packages
	tools/with-node node_modules/.bin/biome ci

bench:
	@tools/install build run project test
	@tools/test-needs
	@.venv/bin/python -m bench

# SABOTAGE=name takes one protection away, and then it has to fail; `make chaos SABOTAGE=help` names them.
chaos:
	@tools/install build run project test
	@tools/test-needs
	@tools/dev-packages
	@.venv/bin/python -m bench.chaos $(SABOTAGE)

# The template that translators begin with; docs/translating.md.
messages:
	@tools/install build run project
	@tools/messages

# Newest versions that fit pyproject.toml, for Python 3.11 and newer, with hashes for every system.
compile = .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:
	@tools/install lint
	$(compile) pyproject.toml --output-file requirements/run.txt
	$(compile) --group build --constraint requirements/run.txt --output-file requirements/build.txt
	$(compile) --group node --output-file requirements/node.txt
	$(compile) --group test --constraint requirements/run.txt --constraint requirements/build.txt \
		--output-file requirements/test.txt
	$(compile) --group lint --constraint requirements/run.txt --constraint requirements/build.txt \
		--constraint requirements/test.txt --output-file requirements/lint.txt
	tools/with-node npm install --package-lock-only --ignore-scripts
