"""What every real harvest has too: exact copies under another address, and files that never become a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdf.enums import EncryptionMethod

from data.sample.build.formats.layout import new_pdf

_TEMPLATES = Path(__file__).parent / "templates"
_WORD = "besloten"
_COPIES = {
    "sandermeer-2012-01": "https://www.merenjeugd.example/bibliotheek/visie-op-jeugd.pdf",
    "ruigeveld-2011-03": "https://www.ruigeveld.example/archief/oud/bericht.html",
    "varsselbergh-2012-03": "https://www.heidezoomjeugd.example/dossier/brief-gezinnen-varsselbergh.pdf",
    "loovelden-2013-03": "https://raad.loovelden.example/bijlagen/2013/memo-wetsvoorstel.docx",
    "dennenrade-2013-03": "https://raad.dennenrade.example/bijlagen/2013/nog-400-dagen.pdf",
}


@dataclass(frozen=True)
class Trouble:
    """A file that must be rejected, and why (one of REJECT_REASONS)."""

    path: str
    url: str
    reason: str
    data: bytes


def duplicates(truth: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Exact copies: the path of the copy, that of the original, and the row of the truth."""
    rows = {row["id"]: row for row in truth}
    copies = []
    for original, url in _COPIES.items():
        row = rows[original]
        path = re.sub(r"\.(\w+)$", r"-kopie.\1", row["path"])
        copies.append(
            {
                "path": path,
                "original": row["path"],
                "row": {**row, "id": f"{original}-kopie", "path": path, "url": url, "copy_of": original},
            }
        )
    return copies


def rejects(files: dict[str, bytes]) -> list[Trouble]:
    """Files without a document: empty, cut off, a picture, in English, behind a password or a login."""
    half, word = files["varsselbergh/varsselbergh-2013-02.pdf"], files["dennenrade/dennenrade-2012-03.docx"]
    english, login = ((_TEMPLATES / name).read_bytes() for name in ("english.html", "login.html"))
    base = "https://www.{}.example/bestanden/"
    return [
        Trouble("lastig/leeg.txt", base.format("oudeweer") + "1/leeg.txt", "empty", b""),
        Trouble("lastig/half.pdf", base.format("varsselbergh") + "2/half.pdf", "broken", half[: len(half) // 5]),
        Trouble("lastig/scan.pdf", base.format("walhavene") + "3/scan.pdf", "needs_ocr", _scan()),
        Trouble("lastig/english.html", base.format("sandermeer") + "4/english.html", "not_dutch", english),
        Trouble("lastig/half.docx", base.format("dennenrade") + "5/half.docx", "broken", word[: len(word) // 2]),
        Trouble("lastig/aanmelden.html", base.format("westervaart") + "6/beleidsplan-jeugd.html", "no_text", login),
        Trouble("lastig/geheim.pdf", base.format("zoutmonde") + "7/geheim.pdf", "password", _locked()),
    ]


def _locked() -> bytes:
    """A page that opens with a password only. The cipher is an old one whose bytes are the same at every build."""
    pdf = new_pdf("portrait")
    pdf.add_page()
    pdf.set_font("Times", "", 12)
    pdf.text(20, 30, "Niet-openbare bijlage bij de jaarrekening jeugdhulp")
    pdf.set_encryption("griffie", user_password=_WORD, encryption_method=EncryptionMethod.RC4)
    return bytes(pdf.output())


def _scan() -> bytes:
    """A page that is a picture: rows of grey words, no letters."""
    width, height = 160, 224
    rows = [_row(y, width) for y in range(height)]
    picture = b"".join(rows)
    drawing = b"q 595 0 0 842 0 0 cm /S Do Q"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /S 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1"
        b" /Length %d >>\nstream\n%s\nendstream" % (width, height, len(picture), picture),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def _row(y: int, width: int) -> bytes:
    """One row of the scan: white, or black stretches that look like words."""
    if y < 20 or y > 200 or y % 6 > 2:
        return b"\xff" * (width // 8)
    return bytes(
        0xFF if byte < 2 or byte > 17 or (byte * 7 + y // 6 * 5) % 6 == 0 else 0x00 for byte in range(width // 8)
    )
