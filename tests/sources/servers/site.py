"""A municipal site to replay: pages in a tree, a sitemap, other formats, entity tags; all made from a number."""

from __future__ import annotations

from hashlib import sha256

from tests.sources.servers.loopback import App, Asked, Reply

_WORDS = ("jeugdhulp", "wijkteam", "gemeente", "kind", "gezin", "preventie", "zorg", "school", "regie", "kracht")
_FAN = 10


def page_name(number: int, total: int) -> str:
    return "/" if number == 0 else f"/stuk/{number}" + (".pdf" if _is_file(number, total) else "")


def page_body(number: int, total: int) -> bytes:
    """The same number gives the same page. Every page links to ten others, so that all hang together."""
    mark = sha256(str(number).encode()).digest()
    words = " ".join(_WORDS[b % len(_WORDS)] for b in mark * 8)
    if _is_file(number, total):
        return b"%PDF-1.4\n% " + words.encode() + b"\n%%EOF\n"
    below = range(number * _FAN + 1, min(total, number * _FAN + _FAN + 1))
    links = "".join(f'<a href="{page_name(n, total)}">{n}</a>' for n in below)
    return f"<html><head><title>Stuk {number}</title></head><body><p>{words}</p>{links}</body></html>".encode()


def _is_file(number: int, total: int) -> bool:
    """Of the pages that nothing hangs below, each seventh is a PDF."""
    return number % 7 == 0 and number * _FAN + 1 >= total > 1


def site(total: int, *, sitemap: bool = True, robots: str = "User-agent: *\nDisallow: /geheim/\n") -> App:
    """An app of `total` pages."""
    numbers = {page_name(n, total): n for n in range(total)}
    bodies = {n: page_body(n, total) for n in range(total)}

    def app(asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return Reply(body=robots.encode(), media_type="text/plain")
        if asked.path == "/sitemap.xml" and sitemap:
            host = asked.headers["host"]
            urls = "".join(f"<url><loc>http://{host}{name}</loc></url>" for name in numbers)
            text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
            return Reply(body=text.encode(), media_type="application/xml")
        number = numbers.get(asked.path)
        if number is None:
            return Reply(404, b"<h1>404</h1>")
        tag = f'"{sha256(bodies[number]).hexdigest()[:12]}"'
        if asked.headers.get("if-none-match") == tag:
            return Reply(304, headers={"ETag": tag})
        kind = "application/pdf" if asked.path.endswith(".pdf") else "text/html; charset=utf-8"
        return Reply(body=bodies[number], media_type=kind, headers={"ETag": tag})

    return app
