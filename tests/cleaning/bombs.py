"""Small files that unpack to very much, one of each kind. `python -m tests.cleaning.bombs FOLDER` cleans them.

Prints a line a file: its name, the reason of its reject, the seconds it took; and last the megabytes by which the
process grew while it read them all.
"""

from __future__ import annotations

import gzip
import importlib
import resource
import sys
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

from pipeline.cleaning.document import clean_record, load_knowledge
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings

MODELS = str(Path(__file__).parents[2] / "models")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def make_bombs(folder: Path) -> None:
    """Write them all."""
    brotli: Any = importlib.import_module("brotli")
    (folder / "spaces.gz").write_bytes(gzip.compress(b" " * 300_000_000, 6))
    (folder / "page.gz").write_bytes(gzip.compress(b"<p>a" * 12_000_000, 6))
    (folder / "twice.gz").write_bytes(gzip.compress(gzip.compress(b"a" * 300_000_000, 6), 9))
    (folder / "page.br").write_bytes(brotli.compress(b"<html>" + b" " * 300_000_000, quality=1))
    _zip(folder / "spaces.docx", {"[Content_Types].xml": TYPES}, "word/document.xml", b" " * 2**20, 400)
    paragraphs = b"<w:p/>" * 170_000
    _zip(folder / "paragraphs.docx", {"[Content_Types].xml": TYPES}, "word/document.xml", paragraphs, 60)
    odt = {"mimetype": "application/vnd.oasis.opendocument.text"}
    _zip(folder / "spaces.odt", odt, "content.xml", b" " * 2**20, 400)
    spaces = _deflate(b" " * 1_000_000, 400)
    (folder / "page.pdf").write_bytes(make_pdf(spaces, "/FlateDecode"))
    (folder / "twice.pdf").write_bytes(make_pdf(zlib.compress(spaces, 9), "[/FlateDecode /FlateDecode]"))
    (folder / "picture.pdf").write_bytes(make_pdf(spaces, "/FlateDecode /Subtype /Image"))
    (folder / "letters.pdf").write_bytes(make_pdf(_deflate(b"(a) Tj " * 100_000, 40), "/FlateDecode"))


def _zip(path: Path, members: dict[str, str], name: str, piece: bytes, times: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, text in members.items():
            archive.writestr(other, text)
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(f'<w:document xmlns:w="{W}"><w:body>'.encode())
            for _ in range(times):
                member.write(piece)
            member.write(b"</w:body></w:document>")


def _deflate(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def make_pdf(stream: bytes, kind: str) -> bytes:
    """A PDF of one page with this packed content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< /Length {len(stream)} /Filter {kind} >>\nstream\n".encode() + stream + b"\nendstream",
    ]
    made = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    return made + b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(folder: Path) -> None:
    """Clean each file in this process."""
    load_knowledge(MODELS, fictional=True)
    record = {"record_id": "r", "source": "s", "url": "file:s/x", "declared": "{}", "raw_sha256": "0"}
    base = _memory()
    for path in sorted(folder.iterdir()):
        start, reason = time.monotonic(), "none"
        try:
            clean_record({**record, "raw": str(path)}, models=MODELS, fictional=True, settings=CleanSettings())
        except RejectedDocument as rejected:
            reason = rejected.reason
        print(path.name, reason, f"{time.monotonic() - start:.2f}")
    print("megabytes", "-", f"{_memory() - base:.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
