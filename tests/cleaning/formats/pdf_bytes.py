"""Small PDFs written by hand, for the tests."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Text:
    """One string at a place, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11.0
    bold: bool = False


def make_pdf(pages: list[list[Text]], *, encrypted: bool = False, info: str = "") -> bytes:
    """A PDF with these pages; an encrypted one asks for a password that nobody knows."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for n, page in enumerate(pages):
        content = "\n".join(_show(text) for text in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    trailer = ""
    if info:
        objects.append(f"<< /Title ({info}) /CreationDate (D:20080101000000) >>")
        trailer += f" /Info {len(objects)} 0 R"
    if encrypted:
        key = "41" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    return _assemble(objects, trailer)


def column(lines: list[str], *, x: float = 70, top: float = 700, step: float = 14, size: float = 11) -> list[Text]:
    """Lines below each other."""
    return [Text(x, top - n * step, line, size) for n, line in enumerate(lines)]


def _show(text: Text) -> str:
    escaped = text.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if text.bold else 1} {text.size} Tf {text.x} {text.y} Td ({escaped}) Tj ET"


def _assemble(objects: list[str], trailer: str) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R{trailer} >>\n"
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()
