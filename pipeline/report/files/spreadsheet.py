"""Tables -> XLSX, written row by row so that memory stays small; the same tables give the same bytes.

xlsxwriter makes the workbook with its first rows; the others are put into its sheets here, a column at a time, since
that takes a seventh of the time. Text is written as text, never as a formula or a link; text that a spreadsheet might
read as a formula when somebody edits the cell carries the mark that makes it stay text (quotePrefix).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from pipeline.report.files.cells import is_live

ROWS = 250_000  # more do not open well; Excel itself stops at 1,048,576
_CELL = 32_000  # characters; Excel stops at 32,767
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIXED = dt.datetime(2000, 1, 1)  # xlsxwriter takes a naive moment
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what a spreadsheet would take for a character in disguise
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROBE = re.compile(rb'<row r="2"[^>]{0,99}><c r="A2" s="(\d{1,9})".{0,200}?</row>')
_CHUNK = 2_000


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows."""

    name: str
    frame: pd.DataFrame


def write_workbook(sheets: Sequence[Sheet], target: Path | BytesIO, *, title: str = "") -> None:
    """Write the sheets; each begins with a row of column names that stays in view, and can be filtered.

    Args:
        sheets: each of at most `ROWS` rows, so far as readers should open it.
        target: a file, or a buffer in memory.
        title: of the workbook, in its properties.
    """
    made = ZipFile(BytesIO(_empty_workbook(sheets, title)))
    frames = {f"xl/worksheets/sheet{number}.xml": sheet.frame for number, sheet in enumerate(sheets, 1)}
    with ZipFile(target, "w", ZIP_DEFLATED) as filled:
        for name in made.namelist():
            info = ZipInfo(name, _EPOCH)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            with filled.open(info, "w") as part:
                for piece in _filled(made.read(name), frames.get(name)):
                    part.write(piece)


def workbook_bytes(sheets: Sequence[Sheet], *, title: str = "") -> bytes:
    """The same in memory: for the data of one chart."""
    buffer = BytesIO()
    write_workbook(sheets, buffer, title=title)
    return buffer.getvalue()


def _empty_workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """Names, widths, filters, the row of column names; the second row is a probe, for the style of marked text."""
    buffer = BytesIO()
    options = {"constant_memory": True, "in_memory": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": _clean(title), "created": _FIXED})
        marked, head = book.add_format({"quote_prefix": True}), book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            page, columns = book.add_worksheet(sheet.name[:31]), list(sheet.frame.columns)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(1, len(sheet.frame)), len(columns) - 1)
            for number, name in enumerate(columns):
                page.set_column(number, number, _width(sheet.frame[name], str(name)))
                page.write_string(0, number, str(name), head)
            page.write_string(1, 0, "x", marked)
    return buffer.getvalue()


def _filled(part: bytes, frame: pd.DataFrame | None) -> Iterator[bytes]:
    """A part of the workbook; of a sheet, with the rows of its frame in place of the probe."""
    probe = _PROBE.search(part) if frame is not None else None
    if frame is None or probe is None:
        yield part
        return
    last = f"{xl_col_to_name(len(frame.columns) - 1)}{len(frame) + 1}".encode()
    yield re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:' + last + b'"/>', part[: probe.start()], count=1)
    yield from _rows(frame, probe[1].decode())
    yield part[probe.end() :]


def _rows(frame: pd.DataFrame, marked: str) -> Iterator[bytes]:
    heads = [f'<c r="{xl_col_to_name(at)}' for at in range(len(frame.columns))]
    for first in range(0, len(frame), _CHUNK):
        chunk = frame.iloc[first : first + _CHUNK]
        bodies = [_bodies(chunk.iloc[:, at], marked) for at in range(len(frame.columns))]
        lines = []
        for number, row in enumerate(zip(*bodies, strict=True), first + 2):
            cells = "".join([f"{head}{number}{body}" for head, body in zip(heads, row, strict=True) if body])
            lines.append(f'<row r="{number}">{cells}</row>')
        yield "".join(lines).encode()


def _bodies(column: Any, marked: str) -> list[str]:
    """What stands in each cell, from behind its address on; empty where the table holds nothing."""
    body = _body_of(str(column.dtype), marked)
    known = {value: body(value) for value in column.dropna().unique()}
    return [known.get(value, "") if value is not pd.NA else "" for value in column.tolist()]


def _body_of(dtype: str, marked: str) -> Callable[[Any], str]:
    if dtype == "bool":
        return lambda value: f'" t="b"><v>{int(value)}</v></c>'
    if dtype in ("Int64", "int64"):
        return lambda value: f'"><v>{int(value)}</v></c>'
    if dtype == "float64":
        return lambda value: f'"><v>{float(value)!r}</v></c>'
    return lambda value: _text_body(str(value), marked)


def _text_body(value: str, marked: str) -> str:
    text = _clean(value)[:_CELL]
    style = f'" s="{marked}' if is_live(text) else ""
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'{style}" t="inlineStr"><is><t{space}>{_ESCAPED.sub("_x005F_", escape(text))}</t></is></c>'


def _clean(text: str) -> str:
    return _BAD.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _width(column: Any, name: str) -> int:
    sample = [len(str(value)) for value in column.head(50)]
    return max(len(name) + 3, min(60, max(sample, default=0) + 1))
