"""What the second reader looks at: a candidate's shape, its words in the lists, the words around it, and where else in
the document the same words are a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.entities.spans import Cover, Found

SOFT = ("EVENT", "FAC", "GPE", "LOC", "NORP", "ORG", "PERSON", "PRODUCT", "WORK_OF_ART")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&+/][^\W_]+)*|\n|[^\w\s]")
_WORD = re.compile(r"\w+")
_AROUND, _JOINED, _WORDS = 60, 14, 6
_STRIPPED = ".,:!?'\""
_OPENING = frozenset({".", "!", "?", "\n", ":", '"', "'", "‘", "“"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Lists:
    """Ordinary words, given names, and given names with surnames, in small letters; and what joins two names.

    Attributes:
        joint: the small words and signs between two names (rules/spans.yaml, `between_names`); joint_left: before one.
    """

    ordinary: Set[str]
    given: Set[str]
    persons: Set[str]
    joint: re.Pattern[str]
    joint_left: re.Pattern[str]


def make_lists(ordinary: Set[str], given: Set[str], persons: Set[str], *, between: Sequence[str]) -> Lists:
    """`between` are patterns in the order in which they are tried."""
    joint = "|".join(between)
    return Lists(ordinary, given, persons, re.compile(joint), re.compile(rf"(?:{joint})\Z"))


class Page:
    """A document with the names that rules and lists found (flat) and those of the language model as it gave them."""

    def __init__(self, text: str, flat: list[Found], names: Sequence[Found], lists: Lists) -> None:
        self.text, self.flat, self.lists = text, flat, lists
        self.names = [n for n in names if n.label in SOFT]
        self.rule = {(f.start, f.end): f for f in flat}
        self.model = {(n.start, n.end): n for n in self.names}
        self._rules, self._models = Cover([*flat]), Cover(self.names)
        self._begins, self._ends = {f.start: f for f in flat}, {f.end: f for f in flat}
        self._said, self._found = _counted(text, self.names), _counted(text, flat)
        self._parts = _parts(text, flat)
        self._words = Counter(_WORD.findall(text))

    def candidates(self) -> list[Span]:
        """Found names whose label may change, and names of the model that stand beside or across them."""
        spans = {(f.start, f.end) for f in self.flat if is_open(f)}
        for name in self.names:
            held = self._rules.over(name.start, name.end)
            if all(map(is_open, held)) and _is_written(self.text[name.start : name.end]):
                spans.add((name.start, name.end))
        return sorted(spans)

    def features(self, span: Span) -> list[str]:
        """The features of one candidate, as names; each counts once."""
        known = self._origin(span)
        words = self.text[slice(*span)].split()
        return [*known, *self._shape(words, known[1]), *self._around(span, known[1]), *self._elsewhere(span, words)]

    def _origin(self, span: Span) -> list[str]:
        """Under which label rules and model have it, or what they have across it."""
        found, named = self.rule.get(span), self.model.get(span)
        by_rule, by_model = "r0", "m0"
        if found is not None:
            by_rule = f"r={found.label}{found.origin[0]}{'c' if found.canonical_id else ''}"
        elif held := self._rules.over(*span):
            by_rule = f"r{_relation(span, held[0])}{held[0].label}{held[0].origin[0]}"
        if named is not None:
            by_model = f"m={named.label}"
        elif seen := self._models.over(*span):
            by_model = f"m{_relation(span, seen[0])}{seen[0].label}"
        return [by_rule, by_model, by_rule + by_model]

    def _shape(self, words: list[str], model: str) -> list[str]:
        small = [w.strip(_STRIPPED).lower() for w in words]
        kinds = [self._kind(w) for w in small[:_WORDS]]
        shapes = [_shape(w) for w in words[:_WORDS]]
        first, last, written = small[0], small[-1], " ".join(words)
        kind, size = " ".join(kinds), min(len(words), _WORDS)
        found = [f"n{size}", f"n{size}{model}", "sh" + " ".join(shapes), "cl" + kind, f"clm{kind}{model}"]
        found += [f"shl{shapes[-1]}{kinds[-1]}", f"shf{shapes[0]}{kinds[0]}", "f:" + first, "l:" + last]
        found += ["s3:" + last[-3:], "s4:" + last[-4:], "s5:" + last[-5:], "p3:" + first[:3], "p4:" + first[:4]]
        found += ["i:" + w for w in small[1:-1]]
        found += [f"has{sign}" for sign in ("-", ".", "&", "+", "!", "?") if sign in written]
        if any(c.isdigit() for c in written):
            found.append("has0")
        if len(words) == 1:
            found += ["w:" + first, f"low{min(2, self._words[first])}", f"cnt{min(3, self._words[written])}"]
        return found

    def _kind(self, word: str) -> str:
        ordinary = "o" if word in self.lists.ordinary else ""
        if word in self.lists.persons:
            return ordinary + ("g" if word in self.lists.given else "s")
        return ordinary or "u"

    def _around(self, span: Span, model: str) -> list[str]:
        start, end = span
        before = [*_TOKEN.findall(self.text, max(0, start - _AROUND), start)][-3:]
        after = _TOKEN.findall(self.text, end, end + _AROUND)[:3]
        p3, p2, p1 = ["\n"] * (3 - len(before)) + [w.lower() for w in before]
        n1, n2, _ = [w.lower() for w in after] + ["\n"] * (3 - len(after))
        found = ["p1:" + p1, f"p2:{p2} {p1}", "p2_" + p2, "p3_" + p3, "n1:" + n1, f"n2:{n1} {n2}", "n2_" + n2]
        found += [f"pn:{p1}|{n1}", "ps" + p1[-4:], f"p1m:{p1}{model}", f"n1m:{n1}{model}"]
        found += ["psh" + _shape(before[-1] if before else "\n"), "nsh" + _shape(after[0] if after else "\n")]
        if p1 in self.lists.ordinary:
            found.append("po")
        if p1 in _OPENING:
            found.append("open")
        left, right = self._left(start), self._right(end)
        found += ["NL" + left, "NR" + right]
        return [*found, f"NLR{left}{right}"] if left and right else found

    def _left(self, start: int) -> str:
        """The label of the name that a small word or sign joins to this one from the left."""
        joint = self.lists.joint_left.search(self.text, max(0, start - _JOINED), start)
        other = self._ends.get(joint.start()) if joint else None
        return joint.group().strip()[:6] + other.label if joint and other else ""

    def _right(self, end: int) -> str:
        joint = self.lists.joint.match(self.text, end)
        other = self._begins.get(joint.end()) if joint else None
        return joint.group().strip()[:6] + other.label if joint and other else ""

    def _elsewhere(self, span: Span, words: list[str]) -> list[str]:
        """Under which labels the same words stand elsewhere in the document, by themselves or in a longer name."""
        written = self.text[slice(*span)]
        found: list[str] = []
        rule, model = self.rule.get(span), self.model.get(span)
        owns = (
            (self._said, model.label if model else None, "ds"),
            (self._found, rule.label if rule else None, "dr"),
        )
        for counts, own, mark in owns:
            here = counts.get(written) or Counter[str]()
            total = sum(here.values()) - (own is not None)
            for label, count in here.items():
                others = count - (label == own)
                if others:
                    found += [mark + label, f"{mark}f{label}{int(2 * others > total)}"]
        return found + ["in" + label for label in sorted(self._parts.get(written, ()))]


def is_open(found: Found) -> bool:
    """Its label may change: no date, sum, law, entry of a list or announced title, and not hidden for certain."""
    entry = found.origin == "gazetteer" and found.canonical_id is not None and ":" not in found.canonical_id
    announced = found.origin == "rule" and found.label in ("PRODUCT", "WORK_OF_ART")
    return found.label in SOFT and not (found.sure or entry or announced)


def _counted(text: str, names: Sequence[Found]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        counts[text[name.start : name.end]][name.label] += 1
    return counts


def _parts(text: str, flat: Sequence[Found]) -> dict[str, set[str]]:
    """First word, last word, and all but the first word of each longer name."""
    parts: dict[str, set[str]] = defaultdict(set)
    for name in flat:
        words = text[name.start : name.end].split()
        if len(words) > 1:
            for part in (words[0], words[-1], " ".join(words[1:])):
                parts[part].add(name.label)
    return parts


def _relation(span: Span, other: Found) -> str:
    if other.start <= span[0] and span[1] <= other.end:
        return "<"
    return ">" if span[0] <= other.start and other.end <= span[1] else "x"


def _shape(word: str) -> str:
    if not word[0].isalnum():
        return word[0]
    if word.isupper():
        return "AA" if len(word) > 1 else "A"
    if word.isdigit():
        return "0"
    if word[0].isupper():
        return "AaA" if any(c.isupper() for c in word[1:]) else "Aa"
    return "a" if word.isalpha() else "a-"


def _is_written(written: str) -> bool:
    """Begins with a letter, figure or apostrophe and has a capital."""
    return (written[:1].isalnum() or written[:1] in ("'", "’")) and any(c.isupper() for c in written)
