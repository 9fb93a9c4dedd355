"""Documents a second of the readers of HTML and PDF, as a share of the bare libraries below them, in one run.

``python benchmarks/cleaning_speed.py FOLDER [FOLDER ...]``: reads every HTML page and PDF in the folders (such as
``data/sample/corpus ../shared/real``), in turns with `trafilatura.extract` and with bare text extraction by pypdfium2,
and takes the best of five turns, in seconds of this process. The aims are 0.8 and 0.7; ends with 1 below one of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import trafilatura

from pipeline.cleaning.formats.charset import decode_text
from pipeline.cleaning.formats.margin_rules import load_margin_rules
from pipeline.cleaning.formats.read_html import read_html
from pipeline.cleaning.formats.read_pdf import read_pdf
from pipeline.errors import RejectedDocument

ROOT = Path(__file__).resolve().parent.parent
MARGINS = load_margin_rules(ROOT / "models/cleaning")
TURNS = 5


def main() -> int:
    """Measure both formats."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+")
    files = [file for folder in parser.parse_args().folders for file in sorted(folder.rglob("*")) if file.is_file()]
    pages = [decode_text(file.read_bytes()) for file in files if file.suffix in (".html", ".htm")]
    papers = [data for file in files if (data := file.read_bytes()).startswith(b"%PDF-")]
    met = [
        _compare("HTML", pages, lambda text: read_html(text, MARGINS), trafilatura.extract, aim=0.8),
        _compare("PDF", papers, lambda data: read_pdf(data, MARGINS), _bare_text, aim=0.7),
    ]
    return 0 if all(met) else 1


def _compare(
    name: str, files: list[Any], ours: Callable[[Any], Any], bare: Callable[[Any], Any], *, aim: float
) -> bool:
    readable = [file for file in files if _can_read(ours, file)]
    best = {ours: float("inf"), bare: float("inf")}
    for _ in range(TURNS):
        for reader in (bare, ours):
            start = time.process_time()
            for file in readable:
                reader(file)
            best[reader] = min(best[reader], time.process_time() - start)
    ratio = best[bare] / best[ours]
    print(f"{name}: {len(readable)} files, ours {len(readable) / best[ours]:.0f} a second, ", end="")
    print(f"bare {len(readable) / best[bare]:.0f}: ratio {ratio:.2f}, aim {aim}")
    return ratio >= aim


def _can_read(reader: Callable[[Any], Any], file: Any) -> bool:
    try:
        reader(file)
    except RejectedDocument:
        return False
    return True


def _bare_text(data: bytes) -> str:
    texts: list[str] = []
    with pdfium.PdfDocument(data) as document:
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return "\n".join(texts)


if __name__ == "__main__":
    sys.exit(main())
