# Two commands: `make report` runs the whole pipeline and leaves a report to open; `make test` checks everything.
# Both set up what they need: uv (by pip, in .uv/, where it is missing) and the packages of uv.lock (in .venv/).

UV := $(shell command -v uv || echo .uv/bin/uv)
RUN := $(UV) run --frozen
export DVC_NO_ANALYTICS = 1

.PHONY: report serve test check setup model refresh dryrun concept changes clean screenshots

report: setup               ## make report [DOCS=path/to/folder [NAME=workspace]]
	$(RUN) python -m pipeline report $(if $(DOCS),--docs "$(DOCS)") $(if $(NAME),--name "$(NAME)")

PORT := 8000
serve:                      ## make serve [PORT=8000]: the report in a browser, for this computer only
	@test -f reports/site/index.html || { echo "no report yet: run make report" >&2; exit 1; }
	@echo "http://127.0.0.1:$(PORT)/ (stop with Ctrl-C)"
	@python3 -m http.server $(PORT) --bind 127.0.0.1 --directory reports/site

test: check                 ## all checks, the whole pipeline on the example, the test suite, the quality floors
	$(RUN) python -m pipeline report
	$(RUN) pytest

check: setup
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) lint-imports

setup: $(UV)
	$(UV) sync --frozen --inexact --quiet
	@test -e .git || printf '[core]\n    no_scm = true\n' > .dvc/config.local

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet uv

refresh: setup              ## make refresh [SOURCE=name]: fetch from the network what is new or changed, for DVC to keep
	$(RUN) python -m pipeline.sources fetch $(or $(SOURCE),--all)
	@for folder in data/snapshots/*/; do if [ -d "$$folder" ]; then $(RUN) dvc add --quiet "$${folder%/}"; fi; done

dryrun: setup               ## make dryrun [SOURCE=name]: what refresh would ask, and how long that takes; asks nothing
	$(RUN) python -m pipeline.sources fetch --dry-run $(or $(SOURCE),--all)

screenshots: setup          ## pictures of each kind of page of the last run, in docs/screenshots (needs Debian's chromium)
	$(RUN) python docs/screenshots/make.py

concept: setup              ## make concept NAME="positieve gezondheid": begin a new concept (docs/add-a-concept.md)
	@test -n "$(NAME)" || { echo 'which one? make concept NAME="positieve gezondheid"' >&2; exit 1; }
	@$(RUN) python -m pipeline.bench concept "$(NAME)"

MODEL := nl_core_news_lg-3.8.0
model: setup                ## fetch and install nl_core_news_lg (541 MB), where the network allows it
	@$(UV) pip install https://github.com/explosion/spacy-models/releases/download/$(MODEL)/$(MODEL)-py3-none-any.whl \
	  || { echo "nl_core_news_lg cannot be fetched from here; the bundled model stays in use. With the wheel at hand:" \
	  "$(UV) pip install path/to/$(MODEL)-py3-none-any.whl" >&2; exit 1; }

changes: setup              ## make changes OLD=folder-or-revision [NEW=.]: which conclusions changed between two runs, and why
	@test -n "$(OLD)" || { echo 'which run? make changes OLD=../kept-run [NEW=.], or a commit: OLD=HEAD~1' >&2; exit 1; }
	@$(RUN) python -m pipeline.compare "$(OLD)" "$(or $(NEW),.)"

clean:                      ## throw away what can be made again: results, cache, environment
	rm -rf .venv .uv .cache .dvc/cache .dvc/tmp data/raw data/records data/ledger data/*.parquet data/*.json data/topic_model \
	  reports/site reports/tables work
