"""Addresses: one spelling for one page, what may be asked at all, and what smells of a trap."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

PORTS = frozenset({80, 443, 8080, 8443})
_SESSION = re.compile(
    r"^(?:jsessionid|phpsessid|sessionid|session_id|session|sessid|sid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|"
    r"zenid|oscsid|utm_\w+|fbclid|gclid)$",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_COOKIELESS = re.compile(r"/\((?:[A-Z]\([A-Za-z0-9_-]+\))+\)(?=/)")
_SPACES = re.compile(r"[\t\r\n]")
_NEVER = re.compile(r"[\x00-\x1f\x7f\\]")
_BAD = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(?:%25\w+)?")
_REPEATS = re.compile(r"((?:/[^/]+){1,4})\1\1")
_DIGITS = re.compile(r"\d+")
MAX_SEGMENTS, MAX_PARAMETERS = 20, 12


def normalise(url: str, base: str = "") -> str | None:
    """One spelling of a link on a page; None when it is no address that could be fetched (mailto:, javascript:).

    Session ids and tracking marks go, the fragment goes, host and scheme become lower case. An address with another
    scheme, such as ``file:``, is given back as it is, so that its refusal is seen.
    """
    text = _SPACES.sub("", url).strip()
    if text[:12].lower().startswith(("mailto:", "javascript:", "tel:", "data:", "#", "sms:", "about:")):
        return None
    try:
        joined = urljoin(base, text) if base else text
        if _NEVER.search(joined):
            return joined
        parts = urlsplit(safe_url_string(joined))
        if parts.scheme not in ("http", "https"):
            return joined or None
        return urlunsplit((parts.scheme, _netloc(parts), _path(parts.path), _query(parts.query), ""))
    except (ValueError, UnicodeError):
        return text or None


def refusal(url: str, *, max_length: int, allow_hosts: Collection[str] = ()) -> str:
    """Why an address is never asked, whatever the name resolves to; empty when it may be."""
    if len(url) > max_length:
        return "too_long"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "malformed"
    if parts.scheme not in ("http", "https"):
        return "scheme"
    if _BAD.search(url) or not _HOST.fullmatch(host or "") or "@" in parts.netloc:
        return "malformed"
    return "port" if port is not None and port not in PORTS and host not in allow_hosts else ""


def trap(url: str) -> str:
    """Why a link on a page looks endless; empty when it does not."""
    parts = urlsplit(url)
    if _REPEATS.search(parts.path):
        return "trap_repeats"
    if parts.path.count("/") > MAX_SEGMENTS or parts.query.count("&") >= MAX_PARAMETERS:
        return "trap_deep"
    return ""


def likeness(url: str) -> str:
    """What addresses of one kind share: host, path and names of parameters, with numbers made equal."""
    parts = urlsplit(url)
    names = "&".join(sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
    return f"{parts.hostname}{_DIGITS.sub('0', parts.path)}?{_DIGITS.sub('0', names)}"


def host_of(url: str) -> str:
    """The host name; empty for what has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are one site: equal, but for ``www.``."""
    return one.removeprefix("www.") == other.removeprefix("www.")


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    user = parts.netloc.rpartition("@")[0]
    default = 80 if parts.scheme == "http" else 443
    port = "" if parts.port in (None, default) else f":{parts.port}"
    return (f"{user}@" if user else "") + host + port


def _path(path: str) -> str:
    path = _COOKIELESS.sub("", _PATH_SESSION.sub("", path))
    return _collapse(path) if "/." in path else path or "/"


def _collapse(path: str) -> str:
    return urlsplit(urljoin("http://h/", path)).path or "/"


def _query(query: str) -> str:
    if not query or not any(_SESSION.match(pair.partition("=")[0]) for pair in query.split("&")):
        return query
    return "&".join(pair for pair in query.split("&") if not _SESSION.match(pair.partition("=")[0]))


def with_query(url: str, /, **parameters: str | int) -> str:
    """The address with these parameters, encoded with %20 for a blank."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(parameters, quote_via=quote)}"
