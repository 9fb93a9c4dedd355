"""Values -> PDF/UA-1 (and PDF/A-2a) with typst: a template of ours, the values as JSON, fonts that lie beside it.

Values reach the template as data, never as markup: a text that holds typst code is printed as it stands. Nothing of the
machine gets in (no system fonts, no clock), so the same values give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from pipeline.report.pdf.printable import printable
from pipeline.report.speech import spoken
from pipeline.report.words import STEP_MEANING, STEPS

TEMPLATES = Path(__file__).parent.parent / "typst"
Template = Literal["whole", "council"]
_STANDARDS: list[Any] = ["ua-1", "a-2a"]


def typeset(template: Template, values: Mapping[str, Any], *, date: dt.date) -> bytes:
    """One PDF, in the language that is spoken.

    Args:
        template: a file in typst/, without its ending.
        values: JSON values only; every text is made printable.
        date: of the data; stands in the PDF as the moment of its making.
    """
    always = {
        "made": [date.year, date.month, date.day],
        "lang": spoken(),
        "steps": [[STEPS[step], STEP_MEANING[step]] for step in STEPS],
    }
    data = json.dumps(printable({**values, **always}), ensure_ascii=False)
    made = _compiler().compile(
        TEMPLATES / f"{template}.typ",
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=_STANDARDS,
        timestamp=dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__}, not one PDF")
    return made


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=TEMPLATES, font_paths=[TEMPLATES / "fonts"], ignore_system_fonts=True)
