"""Stage report: all tables, quality.json, language.json -> reports/site and reports/tables."""

from __future__ import annotations

import gc
import json
import shutil
from importlib.metadata import version
from pathlib import Path

from pipeline.concepts.scheme import Scheme, load_scheme
from pipeline.concepts.skos.shelf import scheme_files
from pipeline.params import Settings
from pipeline.places import load_places
from pipeline.report.assemble import Materials, build_report
from pipeline.report.files.shelf import Extras, file_hashes
from pipeline.report.model import Concept
from pipeline.report.pdf.make import FOLDER
from pipeline.report.report import Report
from pipeline.report.site import write_site
from pipeline.report.store import stored

DATA, REPORTS = Path("data"), Path("reports")
PACKAGES = "transformatiemonitor bertopic dvc pandas scikit-learn spacy statsmodels typst umap-learn"


def main(settings: Settings) -> None:
    """Build the report from the tables, then write the site and the files to download."""
    gc.disable()  # millions of values that stay, and none that goes round in a circle: looking for those takes long
    report = read_report(settings)
    gc.freeze()
    gc.enable()
    pages = write_site(report, REPORTS / "site")
    shutil.rmtree(REPORTS / "tables", ignore_errors=True)
    shutil.copytree(REPORTS / "site" / FOLDER, REPORTS / "tables")
    print(f"report: {pages} pages; open {REPORTS / 'site' / 'index.html'}")


def read_report(settings: Settings) -> Report:
    """The report of the tables in this workspace."""
    tables, files = stored(DATA, settings.sources)
    models = settings.models_path
    read = (REPORTS / "quality.json", REPORTS / "gold.json", DATA / "language.json")
    metrics, gold, language = (json.loads(p.read_text(encoding="utf-8")) for p in read)
    metrics |= {"frames": gold.get("frames", {})}
    places = load_places(models / "places", fictional=settings.places.fictional)
    versions = {name: version(name) for name in PACKAGES.split()}
    concepts = _concepts(load_scheme(models / "concepts"))
    extras = Extras(scheme_files(models / "concepts"), file_hashes([*files, *read]))
    return build_report(Materials(tables, concepts, places, settings, metrics, language, versions, extras))


def _concepts(scheme: Scheme) -> tuple[Concept, ...]:
    """The concepts, in the reading order of their groups."""
    names = {group.id: (group.name_nl, group.name_en) for group in scheme.groups}
    ordered = sorted(scheme.concepts, key=lambda c: (list(names).index(c.group), c.pref_nl))
    return tuple(Concept.of(c, group=names[c.group]) for c in ordered)
