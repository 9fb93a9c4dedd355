"""A server of all that goes wrong, each under an address of its own; the start page links to all of them."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable
from functools import cache

from tests.sources.servers.loopback import Asked, Reply

BOMB_MB = 300
PAGE = b"<html><body><p>jeugdhulp</p></body></html>"


@cache
def bomb() -> bytes:
    """A few hundred kB that unpack to 300 MB."""
    return gzip.compress(b"\0" * (BOMB_MB << 20), 9)


class Faults:
    """What the server did so far decides what it does next: some faults pass, some stay."""

    def __init__(self) -> None:
        bomb()  # made beforehand: it takes seconds
        self.times: Counter[str] = Counter()

    def __call__(self, asked: Asked) -> Reply:
        name = asked.path.strip("/").partition("/")[0]
        self.times[name] += 1
        if asked.path == "/robots.txt":
            return Reply(body=b"User-agent: *\nDisallow: /verboden/\n", media_type="text/plain")
        if not name:
            return page("".join(f'<a href="{link}">x</a>' for link in LINKS))
        return FAULTS.get(name, _missing)(self, asked, self.times[name])

    def first(self, number: int, fault: Reply, name: str) -> Reply:
        """The fault for the first so many requests, then a page."""
        return fault if self.times[name] <= number else Reply(body=PAGE + name.encode())


Fault = Callable[[Faults, Asked, int], Reply]


def page(text: str) -> Reply:
    return Reply(body=f"<html><body>{text}</body></html>".encode())


def _missing(_server: Faults, _asked: Asked, _time: int) -> Reply:
    return Reply(404)


def _head(length: int | str, *more: str, status: int = 200) -> bytes:
    lines = [f"HTTP/1.1 {status} X", "Content-Type: text/html", f"Content-Length: {length}", *more, "", ""]
    return "\r\n".join(lines).encode()


def _redirect(to: str) -> Fault:
    return lambda _s, _a, _t: Reply(302, headers={"Location": to})


def _calendar(_server: Faults, asked: Asked, _time: int) -> Reply:
    day = int(asked.query.get("dag", 0))
    return page(f'<a href="/kalender?dag={day + 1}">x</a><a href="/kalender?dag={day + 7}">x</a>')


def _sessions(_server: Faults, _asked: Asked, time: int) -> Reply:
    return page(f'<a href="/sessie?sid={time}">x</a><a href="/sessie;jsessionid={time}">x</a>')


def _chain(_server: Faults, asked: Asked, _time: int) -> Reply:
    return Reply(302, headers={"Location": f"/keten/{int(asked.path.rpartition('/')[2]) + 1}"})


FAULTS: dict[str, Fault] = {
    "fout500": lambda s, _a, _t: s.first(1, Reply(500), "fout500"),
    "altijd500": lambda _s, _a, _t: Reply(500),
    "druk503": lambda s, _a, _t: s.first(1, Reply(503, headers={"Retry-After": "1"}), "druk503"),
    "druk429": lambda s, _a, _t: s.first(1, Reply(429), "druk429"),
    "datum": lambda s, _a, _t: s.first(
        1, Reply(503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}), "datum"
    ),
    "afgebroken": lambda _s, _a, _t: Reply(raw=((0, _head(5000) + b"<p>half"),), reset=True),
    "kort": lambda _s, _a, _t: Reply(raw=((0, _head(5000) + PAGE),)),
    "lang": lambda _s, _a, _t: Reply(raw=((0, _head(10) + PAGE),)),
    "geenlengte": lambda _s, _a, _t: Reply(raw=((0, _head("x") + PAGE),)),
    "druppels": lambda _s, _a, _t: Reply(raw=((0, _head(5000)), *((0.5, b"x") for _ in range(60)))),
    "stil": lambda _s, _a, _t: Reply(raw=((30, b"HTTP/1.1 200 OK\r\n\r\n"),)),
    "onzin": lambda _s, _a, _t: Reply(raw=((0, b"\x00\x01 nothing like HTTP\r\n\r\n"),)),
    "koppen": lambda _s, _a, _t: Reply(raw=((0, b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200_000 + b"\r\n"),)),
    "letters": lambda _s, _a, _t: Reply(body="Coëfficiënt".encode("cp1252"), media_type="text/html; charset=utf-16"),
    "onbekend": lambda _s, _a, _t: Reply(body=PAGE, media_type="text/html; charset=klingon"),
    "rond": _redirect("/rond"),
    "heen": _redirect("/weer"),
    "weer": _redirect("/heen"),
    "keten": _chain,
    "naarbinnen": _redirect("http://169.254.169.254/latest/meta-data/"),
    "naarbestand": _redirect("file:///etc/passwd"),
    "bom": lambda _s, _a, _t: Reply(body=bomb(), headers={"Content-Encoding": "gzip"}),
    "valsgzip": lambda _s, _a, _t: Reply(body=PAGE, headers={"Content-Encoding": "gzip"}),
    "groot": lambda _s, _a, _t: Reply(raw=((0, _head(1 << 33)), *((0, b"x" * (1 << 20)) for _ in range(64)))),
    "kalender": _calendar,
    "sessie": _sessions,
    "zacht404": lambda _s, _a, _t: page("<h1>Pagina niet gevonden</h1>"),
    "leeg": lambda _s, _a, _t: Reply(body=b""),
    "koekje": lambda _s, _a, _t: Reply(302, headers={"Location": "/koekje", "Set-Cookie": "a=b"}),
    "dicht": lambda _s, _a, _t: Reply(403),
    "weg": lambda _s, _a, _t: Reply(410),
    "links": lambda _s, _a, _t: page("".join(f'<a href="/niets/{n}">x</a>' for n in range(300))),
}
LINKS = (
    *(f"/{name}" for name in FAULTS if name != "keten"),
    *("/keten/0", "/verboden/stuk", f"/lang/{'x' * 40_000}", "http://127.0.0.1:1/", "http://[::1]/", "ftp://x.nl/"),
)
EXPECTED = {
    **dict.fromkeys(("fout500", "druk503", "druk429", "datum", "lang", "letters", "onbekend", "valsgzip"), "done"),
    "altijd500": "failed http_500",
    "afgebroken": "failed",
    "kort": "failed cut_off",
    "druppels": "failed timeout",
    "stil": "failed timeout",
    "rond": "failed redirect_loop",
    "koekje": "failed redirect_loop",
    "naarbinnen": "refused off_site",
    "bom": "failed too_large",
    "groot": "failed too_large",
    "dicht": "failed http_403",
    "weg": "gone http_410",
    "zacht404": "gone soft_404",
    "leeg": "failed empty",
    "naarbestand": "moved",
    "verboden/stuk": "refused robots",
    "onzin": "failed",
    "koppen": "",
}
