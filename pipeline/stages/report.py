"""Stage report: all tables, metrics.json, language.json -> reports/site and reports/tables."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

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
    materials = Materials(
        tables=tables,
        concepts=_concepts(load_scheme(settings.models_path / "concepts")),
        places=load_places(settings.models_path / "places", fictional=settings.places.fictional),
        settings=settings,
        metrics=json.loads((REPORTS / "metrics.json").read_text(encoding="utf-8")),
        language=json.loads((DATA / "language.json").read_text(encoding="utf-8")),
        versions={name: version(name) for name in PACKAGES},
    )
    report = build_report(materials)
    write_downloads(report, REPORTS / "tables")
    pages = write_site(report, REPORTS / "site")
    print(f"report: {pages} pages; open {REPORTS / 'site' / 'index.html'}")


def _concepts(scheme: Scheme) -> tuple[Concept, ...]:
    """The concepts, in the reading order of their groups."""
    found = []
    for group in scheme.groups:
        own = sorted((c for c in scheme.concepts if c.group == group.id), key=lambda c: c.pref_nl)
        for c in own:
            facts = (c.definition, group.name_nl, c.goal, c.broader, c.related, c.confused_with, c.labels)
            found.append(Concept(c.id, c.pref_nl, c.pref_en, *facts))
    return tuple(found)


if __name__ == "__main__":
    run("report", main)
