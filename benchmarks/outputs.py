"""Seconds and bytes of each kind of output of the report: PDFs, CSV and Parquet, spreadsheets, crate.

``python -m benchmarks.outputs [FOLDER]``: a workspace with params.yaml and finished tables; this one by default.
Writes to a temporary folder. CPU seconds, since the machine may be busy.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.params import load_settings
from pipeline.report import downloads
from pipeline.report.files.citation import data_date
from pipeline.report.pdf.council import cards_by_place, council
from pipeline.report.pdf.typeset import typeset
from pipeline.report.pdf.whole import whole
from pipeline.report.report import Report
from pipeline.stages.report import read_report

T = TypeVar("T")


def main() -> None:
    """Time each kind of output once."""
    os.chdir(sys.argv[1] if len(sys.argv) > 1 else ".")
    report = read_report(load_settings(Path("params.yaml")))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = _timed("PDF of the whole", lambda: typeset("whole", whole(report), date=data_date(report)))
        print(f"  {len(made) / 1e6:.2f} MB")
        number = _timed(f"PDFs of {len(report.municipalities)} municipalities", lambda: _councils(report))
        print(f"  {number / 1e6:.2f} MB")
        facts = _timed("CSV, Parquet and spreadsheets", lambda: downloads.write_tables(report, folder))
        _timed("hashes and crate", lambda: downloads.close_shelf(report, facts, folder))


def _councils(report: Report) -> int:
    cards, date = cards_by_place(report), data_date(report)
    pages = (council(report, m, cards=cards.get(m.code, ())) for m in report.municipalities)
    return sum(len(typeset("council", values, date=date)) for values in pages)


def _timed(what: str, work: Callable[[], T]) -> T:
    began, used = time.perf_counter(), time.process_time()
    result = work()
    print(f"{what}: {time.process_time() - used:.2f} s CPU, {time.perf_counter() - began:.2f} s", flush=True)
    return result


if __name__ == "__main__":
    main()
