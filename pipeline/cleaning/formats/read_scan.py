"""A PDF of pictures -> the same with a text layer, by ocrmypdf and tesseract where they are installed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.cleaning.formats.outside import AGAIN, OCR_PACKAGES, can_ocr, run_program
from pipeline.errors import RejectedDocument

MAX_BYTES = 200_000_000  # of the file that ocrmypdf makes


def recognise_text(data: bytes, *, seen: str, seconds: float) -> bytes:
    """The PDF with the text that is read from its pictures.

    Args:
        data: the whole file.
        seen: what makes it a scan, for messages.
        seconds: the longest that reading may take; 0 when it is not to be tried.

    Raises:
        RejectedDocument: needs_ocr; nothing here can read pictures, or it failed or took too long.
    """
    if not seconds:
        raise RejectedDocument("needs_ocr", f"{seen}; text recognition is off: set clean.ocr_seconds in params.yaml")
    if not can_ocr():
        raise RejectedDocument("needs_ocr", f"{seen}: run `{OCR_PACKAGES}`, {AGAIN}")
    with tempfile.TemporaryDirectory(prefix="ocr-") as folder:
        source, made = Path(folder) / "scan.pdf", Path(folder) / "text.pdf"
        source.write_bytes(data)
        options = ["-l", "nld", "--force-ocr", "--rotate-pages", "--output-type", "pdf", "--jobs", "1", "--quiet"]
        try:
            printed = run_program(["ocrmypdf", *options, str(source), str(made)], seconds=seconds, folder=Path(folder))
        except TimeoutError as error:
            raise RejectedDocument("needs_ocr", f"{seen}; {error}: raise clean.ocr_seconds, {AGAIN}") from None
        if printed is None or not made.exists() or made.stat().st_size > MAX_BYTES:
            raise RejectedDocument("needs_ocr", f"{seen}; ocrmypdf could not read them")
        return made.read_bytes()
