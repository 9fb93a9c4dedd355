"""Both SRU services of KOOP with their files, to replay: paging, quirks and errors as they are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.sources.servers.loopback import App, Asked, Reply

_SRW = "http://www.loc.gov/zing/srw/"
_SRU2 = "http://docs.oasis-open.org/ns/search-ws/sruResponse"


@dataclass(frozen=True)
class Regulation:
    """One version of a regulation, or one publication."""

    identifier: str
    start: str = "2014-01-01"
    end: str = ""
    creator: str = "Hengelo"
    title: str = "Verordening jeugdhulp"
    modified: str = "2014-02-02"
    forms: tuple[str, ...] = ("xml", "pdf")


@dataclass
class Koop:
    """What the service has, and how it errs. `distort` may change the records of a page, given its first number."""

    records: list[Regulation]
    page_cap: int = 1000
    prefix: str = ""
    total: Callable[[int, int], int] = lambda true, _start: true
    distort: Callable[[list[Regulation], int], list[Regulation]] = lambda page, _start: page
    errors: dict[int, Reply] = field(default_factory=dict)
    files: dict[str, Reply] = field(default_factory=dict)
    version2: bool = False
    searches: int = 0

    def app(self) -> App:
        return self._answer

    def _answer(self, asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return Reply(404)
        if asked.path in ("/sru/Search", "/sru"):
            return self._search(asked)
        name = asked.path.rpartition("/")[2]
        if name in self.files:
            return self.files[name]
        kind = "application/pdf" if name.endswith(".pdf") else "application/xml"
        text = "%PDF-1.4 " if name.endswith(".pdf") else ""
        body = f"{text}<cvdr><meta/><body><al>{name} {'jeugdhulp ' * 40}</al></body></cvdr>"
        return Reply(body=body.encode(), media_type=kind)

    def _search(self, asked: Asked) -> Reply:
        self.searches += 1
        if self.searches in self.errors:
            return self.errors[self.searches]
        if "x-connection" not in asked.query:
            return _xml(
                "<explainResponse xmlns='http://www.loc.gov/zing/srw/'><version>1.2</version></explainResponse>"
            )
        found = [r for r in self.records if self._matches(r, asked.query["query"])]
        start, size = int(asked.query["startRecord"]), min(int(asked.query["maximumRecords"]), self.page_cap)
        page = self.distort(found[start - 1 : start - 1 + size], start)
        return _xml(self._page(page, self.total(len(found), start), start, asked.headers["host"]))

    def _matches(self, record: Regulation, query: str) -> bool:
        return all(_holds(record, clause) for clause in query.split(" and "))

    def _page(self, page: list[Regulation], total: int, start: int, host: str) -> str:
        p = f"{self.prefix}:" if self.prefix else ""
        name = f"xmlns:{self.prefix}" if self.prefix else "xmlns"
        space = _SRU2 if self.version2 else _SRW
        make = _publication if self.version2 else _regulation
        wrapped = "".join(
            f"<{p}record><{p}recordData>{make(r, host)}</{p}recordData>"
            f"<{p}recordPosition>{start + n}</{p}recordPosition></{p}record>"
            for n, r in enumerate(page)
        )
        records = f"<{p}records>{wrapped}</{p}records>" if page else ""
        root = f"{p}searchRetrieveResponse"
        number = f"<{p}numberOfRecords>{total}</{p}numberOfRecords>"
        return f'<{root} {name}="{space}"><{p}version>1.2</{p}version>{number}{records}</{root}>'


def diagnostic(details: str, *, inside: bool = False) -> Reply:
    """A diagnostics record, by itself or within an answer."""
    text = (
        '<diagnostics xmlns="http://www.loc.gov/zing/srw/diagnostic/"><diagnostic><uri>info:srw/diagnostic/1/16</uri>'
        f"<details>{details}</details><message>Unsupported index</message></diagnostic></diagnostics>"
    )
    return _xml(f'<searchRetrieveResponse xmlns="{_SRW}">{text}</searchRetrieveResponse>' if inside else text)


def _holds(record: Regulation, clause: str) -> bool:
    for sign, test in ((">=", str.__ge__), ("<=", str.__le__)):
        if sign in clause:
            return bool(test(record.start, clause.partition(sign)[2]))
    name = clause.partition('"')[2].rstrip('"')
    if clause.startswith("creator="):
        return record.creator == name
    return not clause.startswith("dt.creator any") or bool(set(name.split()) & set(record.creator.split()))


def _xml(text: str) -> Reply:
    return Reply(body=text.encode(), media_type="text/xml")


def _regulation(r: Regulation, host: str) -> str:
    work, _, number = r.identifier.partition("_")
    url = f"http://{host}/cvdr/{work}/{number}/xml/{r.identifier}.xml"
    end = f"<uitwerkingtredingDatum>{r.end}</uitwerkingtredingDatum>" if r.end else ""
    return (
        '<gzd xmlns="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/"><originalData><meta>'
        f"<owmskern><dcterms:identifier>{r.identifier}</dcterms:identifier><dcterms:title>{r.title}</dcterms:title>"
        f'<dcterms:creator scheme="overheid:Gemeente">{r.creator}</dcterms:creator>'
        f"<dcterms:modified>{r.modified}</dcterms:modified></owmskern><owmsmantel><dcterms:issued/></owmsmantel>"
        f"<cvdripm><inwerkingtredingDatum>{r.start}</inwerkingtredingDatum>{end}</cvdripm></meta></originalData>"
        f"<enrichedData><publicatieurl_xml>{url}</publicatieurl_xml></enrichedData></gzd>"
    )


def _publication(r: Regulation, host: str) -> str:
    items = "".join(f'<itemUrl manifestation="{f}">http://{host}/gmb/{r.identifier}.{f}</itemUrl>' for f in r.forms)
    return (
        '<gzd xmlns="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/"><originalData>'
        '<meta xmlns="http://standaarden.overheid.nl/wetgeving/"><owmskern>'
        f"<dcterms:identifier>{r.identifier}</dcterms:identifier><dcterms:title>{r.title}</dcterms:title>"
        f'<dcterms:type scheme="OVERHEIDop.Rubriek">beleidsregel</dcterms:type>'
        f'<dcterms:creator scheme="OVERHEID.Gemeente">{r.creator}</dcterms:creator>'
        f"<dcterms:modified>{r.modified}</dcterms:modified></owmskern><owmsmantel>"
        f"<dcterms:available>{r.start}</dcterms:available></owmsmantel></meta></originalData>"
        f"<enrichedData>{items}</enrichedData></gzd>"
    )
