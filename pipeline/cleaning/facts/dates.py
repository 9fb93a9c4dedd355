"""The date of a document: evidence with a kind, an origin and a confidence; the strongest wins, none is made up.

Evidence: what the source declares, what the file declares, the head and the end of the text, the title, the address.
The Dutch words stand in models/cleaning/dates.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.facts.date_forms import PRECISIONS, DateSpan, iso_value, year_spans
from pipeline.cleaning.facts.date_words import Cue, Cues, DateRules
from pipeline.text import count_words, fold

HEAD, TAIL = 2500, 1500  # characters at the start and the end in which a text tells its own date
HEAD_LINES, LINE_WORDS = 12, 14  # a letterhead: short lines at the very start
PLACE_WORDS = 5  # words before a date at the end: "Den Haag, ", "Aldus gedaan te Zwolle, "
RUNNING = 900  # characters in which a date in running text is close enough to the head
DECLARED = 0.97
MARGIN = 0.55  # confidence of a date in a head or foot at most: some are those of the print
_SENTENCE_END = re.compile(r"(?<!\.\w)(?<!\bnr)(?<!\bdd)(?<!\bjl)(?<!\bdhr)(?<!\bmevr)[.!?;]\s+")
_YEAR_IN_BRACKETS = re.compile(r"\(\s*((?:19|20)\d\d)\s*\)\s*$")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?)?(?=[/_-]|$)")


@dataclass(frozen=True)
class FoundDate:
    """A document's date; everything is None when there is no evidence.

    Attributes:
        value: ISO date at its own precision: 2014-05-03, 2014-05 or 2014.
        precision: day, month or year.
        kind: what it is of, one of ``schema.values.DATE_KINDS``.
        origin: the evidence: ``declared:<key>``, ``file:<field>``, label, closing, head, text, margin, title or url.
        confidence: 0-1.
    """

    value: str | None = None
    precision: str | None = None
    kind: str | None = None
    origin: str | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class _Context:
    """One date and the folded text around it."""

    value: str
    start: int
    line: int
    line_words: int
    window: str
    before: str
    after: str
    ends_line: bool


def find_date(text: str, *, extract: Extract, declared: Mapping[str, Any], url: str, rules: DateRules) -> FoundDate:
    """The date of a document.

    Args:
        text: the clean text.
        extract: the file's own facts, with the title that was chosen.
        declared: what the source says.
        url: address of the resource.
        rules: words of dates.yaml.
    """
    candidates = [
        *_declared_dates(declared, rules),
        *_file_dates(extract, rules),
        *_head_dates(fold(text[:HEAD]), rules),
        *_margin_dates(fold(extract.margins), rules),
        *_tail_dates(fold(text[-TAIL:]), rules),
        *_title_dates(fold(extract.title or ""), rules),
        *_url_dates(url, rules),
    ]
    return max(candidates, key=lambda found: found.confidence or 0, default=FoundDate())


def _declared_dates(declared: Mapping[str, Any], rules: DateRules) -> Iterator[FoundDate]:
    for key, kind in rules.words.declared.items():
        value = _read_value(str(declared.get(key) or ""), rules)
        if value:
            yield _found(value, kind, f"declared:{key}", rules.words.file_confidence.get(kind, 0) + 0.05)


def _file_dates(extract: Extract, rules: DateRules) -> Iterator[FoundDate]:
    confidence = dict[str, float](rules.words.file_confidence.items())
    for one in extract.dates:
        value = _read_value(one.value, rules)
        if value:
            yield _found(value, one.kind, f"file:{one.origin}", confidence.get(one.kind, 0.3))


def _read_value(text: str, rules: DateRules) -> str | None:
    value = iso_value(text)
    if value:
        return value
    spans = rules.forms.spans(fold(text))
    return spans[0].value if len(spans) == 1 else None


def _head_dates(folded: str, rules: DateRules) -> Iterator[FoundDate]:
    spans = rules.forms.spans(folded)
    for context in _contexts(folded, spans):
        yield from _judge_head(context, rules)
    for context in _contexts(folded, list(year_spans(folded))):
        yield from _judge_year(context, rules)


def _margin_dates(folded: str, rules: DateRules) -> Iterator[FoundDate]:
    for found in _head_dates(folded, rules):
        yield replace(found, origin="margin", confidence=min(found.confidence or 0.0, MARGIN))


def _judge_head(context: _Context, rules: DateRules) -> Iterator[FoundDate]:
    if rules.against.search(context.window):
        return
    label = _cue(rules.labels, context.window)
    if label:
        yield _found(context.value, label.kind, "label", label.confidence)
        return
    if context.value.endswith("-01-01"):  # laws and contracts begin on New Year's Day; documents do not
        return
    cues = [c for c in (_cue(rules.before, context.before), _cue(rules.after, context.after)) if c]
    cue = max(cues, key=lambda c: c.confidence, default=None)
    kind, known = (cue.kind, cue.confidence) if cue else ("published", 0.0)
    if context.line < HEAD_LINES and context.line_words <= LINE_WORDS:
        yield _found(context.value, kind, "head", max(known, 0.86 if context.line_words <= 4 else 0.7))
    elif known:
        yield _found(context.value, kind, "text", known - (0.0 if context.start < RUNNING else 0.3))
    elif context.start < RUNNING and len(context.value) > 4:
        weekday = 0.15 if rules.weekday.search(context.before) else 0.0
        yield _found(context.value, kind, "text", (0.5 if len(context.value) == 10 else 0.42) + weekday)


def _judge_year(context: _Context, rules: DateRules) -> Iterator[FoundDate]:
    """A bare year counts only behind a label, in a numbered series, at the end of a letterhead line, or in a sentence
    that tells what became of the document."""
    label = _cue(rules.labels, context.window)
    if label:
        yield _found(context.value, label.kind, "label", label.confidence - 0.1)
    elif rules.numbered.search(context.window):
        yield _found(context.value, "published", "head", 0.6)
    elif context.line < HEAD_LINES and context.ends_line and re.search(r",\s*$", context.before):
        yield _found(context.value, "published", "head", 0.55)
    elif rules.itself.search(context.before) and rules.became.search(context.after):
        yield _found(context.value, "published", "text", 0.5)


def _tail_dates(folded: str, rules: DateRules) -> Iterator[FoundDate]:
    for context in _contexts(folded, rules.forms.spans(folded)):
        if rules.against.search(context.window) or len(context.value) == 4:
            continue
        cue = _cue(rules.labels, context.window) or _cue(rules.closings, context.window)
        if cue:
            yield _found(context.value, cue.kind, "closing", cue.confidence)
        elif context.ends_line and len(context.value) == 10 and count_words(context.before) <= PLACE_WORDS:
            yield _found(context.value, "published", "closing", 0.8)


def _title_dates(folded: str, rules: DateRules) -> Iterator[FoundDate]:
    """A bare year in a title is its subject: only one at the end is taken, in brackets or of a note, and doubted."""
    for context in _contexts(folded, rules.forms.spans(folded)):
        if not rules.against.search(context.window) and not context.value.endswith("-01-01"):
            cue = _cue(rules.before, context.before)
            yield _found(context.value, cue.kind if cue else "published", "title", 0.5 + 0.03 * len(context.value))
    match = _YEAR_IN_BRACKETS.search(folded)
    if match:
        yield _found(match[1], "subject", "title", 0.35)
    if rules.dated_title.search(folded) and not rules.subject_title.search(folded):
        for context in _contexts(folded, list(year_spans(folded))):
            if context.ends_line and not rules.against.search(context.window):
                yield _found(context.value, "published", "title", 0.3)


def _url_dates(url: str, rules: DateRules) -> Iterator[FoundDate]:
    path = unquote(urlsplit(url).path)
    match = _URL_DATE.search(path)
    if match:
        value = iso_value("-".join(part.zfill(2) for part in match.groups() if part))
        if value:
            yield _found(value, "published", "url", {10: 0.8, 7: 0.65, 4: 0.4}[len(value)])
    name = fold(path.rpartition("/")[2])
    for span in rules.forms.spans(name) + rules.forms.spans(re.sub(r"[-_+ ]+", " ", name)):
        yield _found(span.value, "published", "url", {10: 0.75, 7: 0.6, 4: 0.4}[len(span.value)])


def _contexts(folded: str, spans: list[DateSpan]) -> Iterator[_Context]:
    previous = 0
    for span in spans:
        line_start = folded.rfind("\n", 0, span.start) + 1
        line_end = folded.find("\n", span.end)
        line_end = len(folded) if line_end < 0 else line_end
        window = folded[max(previous, span.start - 200) : span.start]
        ends = [m.end() for m in _SENTENCE_END.finditer(window)]
        window = window[ends[-1] :] if ends else window
        rest = folded[span.end : min(line_end, span.end + 90)]
        sentence_end = _SENTENCE_END.search(rest)
        yield _Context(
            value=span.value,
            start=span.start,
            line=sum(1 for line in folded[:line_start].split("\n") if line.strip()),
            line_words=count_words(folded[line_start : span.start]) + count_words(folded[span.end : line_end]),
            window=window,
            before=window[window.rfind("\n") + 1 :],
            after=rest[: sentence_end.start()] if sentence_end else rest,
            ends_line=not folded[span.end : line_end].strip(),
        )
        previous = span.end


def _cue(cues: Cues, text: str) -> Cue | None:
    """The cue whose last word stands nearest to the end of the text."""
    found = [(match.end(), cue) for cue, pattern in cues for match in pattern.finditer(text)]
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]


def _found(value: str, kind: str, origin: str, confidence: float) -> FoundDate:
    return FoundDate(value, PRECISIONS[len(value)], kind, origin, round(confidence, 3))
