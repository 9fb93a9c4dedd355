"""Stage report: all tables, metrics.json, language.json -> reports/site and reports/tables."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import pandas as pd

from pipeline.concepts.scheme import Scheme, load_scheme
from pipeline.params import Settings
from pipeline.places import load_places
from pipeline.report.assemble import Materials, build_report
from pipeline.report.downloads import write_downloads
from pipeline.report.model import Concept
from pipeline.report.site import write_site
from pipeline.runner import run
from pipeline.tables import read_table

DATA, REPORTS = Path("data"), Path("reports")
TABLES = ("documents", "passages", "rejects", "reuse", "sentences", "entities", "mentions", "topics", "passage_topics")
PACKAGES = ("transformatiemonitor", "bertopic", "dvc", "pandas", "scikit-learn", "spacy", "statsmodels", "umap-learn")


def main(settings: Settings) -> None:
    """Build the report from the tables, then write the site and the files to download."""
    tables = {name: read_table(name, DATA / f"{name}.parquet") for name in (*TABLES, "series", "changes", "coverage")}
    tables["annotate_rejects"] = read_table("rejects", DATA / "annotate_rejects.parquet")
    tables["records"] = pd.concat([read_table("records", DATA / f"records/{s}.parquet") for s in settings.sources])
    models = settings.models_path
    metrics, language = (_read(path) for path in (REPORTS / "metrics.json", DATA / "language.json"))
    places = load_places(models / "places", fictional=settings.places.fictional)
    versions = {name: version(name) for name in PACKAGES}
    concepts = _concepts(load_scheme(models / "concepts"))
    report = build_report(Materials(tables, concepts, places, settings, metrics, language, versions))
    write_downloads(report, REPORTS / "tables")
    pages = write_site(report, REPORTS / "site")
    print(f"report: {pages} pages; open {REPORTS / 'site' / 'index.html'}")


def _read(path: Path) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(path.read_text(encoding="utf-8")))


def _concepts(scheme: Scheme) -> tuple[Concept, ...]:
    """The concepts, in the reading order of their groups."""
    names = {group.id: (number, group.name_nl) for number, group in enumerate(scheme.groups)}
    ordered = sorted(scheme.concepts, key=lambda c: (names[c.group][0], c.pref_nl))
    return tuple(
        Concept(
            c.id, c.pref_nl, c.pref_en, c.definition, names[c.group][1], c.goal, c.broader, c.related, c.confused_with
        )
        for c in ordered
    )


if __name__ == "__main__":
    run("report", main)
