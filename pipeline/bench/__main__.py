"""``python -m pipeline.bench COMMAND``: the student's bench. It reads what the pipeline made and changes none of it.

``docs/add-a-concept.md`` and ``docs/label-more.md`` show how the commands work together.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from pipeline.errors import MonitorError

WORK = Path("work/bench")
STRATA = ("year", "document_type", "jeugdregio", "municipality")  # columns of the documents


def make_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.bench", description=__doc__)
    parser.add_argument("--models", type=Path, default=Path("models"), help="folder with concepts/ and ladder/")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder with the tables of the last run")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_scheme(commands)
    _add_labels(commands)
    _add_audit(commands)
    return parser


def _add_scheme(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("concept", help="begin a new concept")
    one.add_argument("name", metavar="NAME", help='its Dutch name, such as "positieve gezondheid"')
    one.set_defaults(module="scheme_commands", run="concept")
    one = commands.add_parser("check", help="check the scheme and the example sentences")
    one.add_argument("concepts", metavar="CONCEPT", nargs="*", help="ids; all when none is named")
    one.set_defaults(module="scheme_commands", run="check")
    one = commands.add_parser("errors", help="error cards: false hits, confusions and misses of each concept")
    one.add_argument("--against", choices=("gold", "example"), default="gold")
    one.add_argument("--gold", type=Path, default=Path("data/gold/fragments.jsonl"))
    one.add_argument("--truth", type=Path, default=Path("data/sample/truth/documents.jsonl"))
    one.add_argument("--out", type=Path, default=WORK / "errors", metavar="FOLDER")
    one.set_defaults(module="scheme_commands", run="errors")
    one = commands.add_parser("export", help="write the scheme as SKOS")
    one.add_argument("file", type=Path, metavar="FILE", help=".ttl or .jsonld")
    one.set_defaults(module="scheme_commands", run="export")
    one = commands.add_parser("import", help="write a SKOS file as concept files into another folder")
    one.add_argument("file", type=Path, metavar="FILE", help=".ttl, .jsonld or .json")
    one.add_argument("folder", type=Path, metavar="FOLDER")
    one.set_defaults(module="scheme_commands", run="import_")


def _add_labels(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("label", help="the most informative sentences, for Label Studio or Doccano")
    one.add_argument("--count", type=int, default=50)
    one.add_argument("--out", type=Path, default=WORK / "tasks.json", help=".json: Label Studio; .jsonl: Doccano")
    one.add_argument("--scores", type=Path, help="CSV of a model's probabilities; by default those of the ladder")
    one.add_argument("--kind", choices=("one", "many"), default="many", help="whether a sentence has one class or many")
    one.set_defaults(module="label_commands", run="label")
    one = commands.add_parser("labelled", help="read back what was labelled")
    one.add_argument("file", type=Path, metavar="FILE", help="the export: .json of Label Studio, .jsonl of Doccano")
    one.add_argument("--author", required=True)
    one.add_argument("--theme", required=True)
    one.add_argument("--out", type=Path, required=True, help=".txt: gold markup; .csv: rows for the ladder")
    one.set_defaults(module="label_commands", run="labelled")
    one = commands.add_parser("noise", help="labels of steps that may be wrong")
    one.add_argument("--gold", type=Path, default=Path("data/gold/fragments.jsonl"))
    one.add_argument("--count", type=int, default=40)
    one.set_defaults(module="label_commands", run="noise")


def _add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("audit", help="a sheet of passages in which nothing was found, to read")
    one.add_argument("--count", type=int, default=100)
    one.add_argument("--by", choices=STRATA, default="year", help="what makes the strata")
    one.add_argument("--seed", type=int, default=2015)
    one.add_argument("--out", type=Path, default=WORK / "audit.csv")
    one.set_defaults(module="label_commands", run="audit")
    one = commands.add_parser("audited", help="estimate from the filled sheet how much is missed")
    one.add_argument("file", type=Path, metavar="SHEET")
    one.add_argument("--seed", type=int, default=2015)
    one.set_defaults(module="label_commands", run="audited")


def main(arguments: list[str]) -> int:
    """Run a command; what a person can mend is told without a traceback.

    A command's module is loaded when it is asked for: checking a concept needs no tables and no scikit-learn.
    """
    options = make_parser().parse_args(arguments)
    try:
        getattr(importlib.import_module(f"pipeline.bench.{options.module}"), options.run)(options)
    except MonitorError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
