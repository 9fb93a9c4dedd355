"""Read the treebanks and the hand-labelled names into one form: sentences with words, tags and names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

Name = tuple[int, int, str]
"""First token, last token + 1, label."""

_TREEBANKS = {
    "nl_alpino-ud-dev": ("alpino", "nl_alpino-ud-dev"),
    "nl_alpino-ud-test": ("alpino", "nl_alpino-ud-test"),
    "nl_lassysmall-ud-dev": ("lassysmall", "dev"),
    "nl_lassysmall-ud-test": ("lassysmall", "test"),
}
_NO_SPACE_BEFORE = set(",.;:!?)]}%»”")
_NO_SPACE_AFTER = set("([{«“")
_NEVER_BEFORE_WORD = ("''", "'s")


@dataclass(frozen=True)
class Sentence:
    """One sentence; the columns of tags are empty when only its names are known."""

    sent_id: str
    document: str
    paragraph: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    pos: tuple[str, ...] = ()
    morph: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    raw_lemmas: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()


def read_treebanks(folder: Path) -> dict[str, list[Sentence]]:
    """All sentences of the treebanks, by file name without suffix."""
    return {
        stem: list(_read_conllu(folder / f"{stem}.conllu", source, split))
        for stem, (source, split) in _TREEBANKS.items()
    }


def read_names(folder: Path, treebanks: dict[str, list[Sentence]]) -> list[Sentence]:
    """The sentences with hand-labelled names, joined with their tags where a treebank has them."""
    tagged = {s.sent_id: s for sentences in treebanks.values() for s in sentences}
    found = []
    for source in ("alpino", "lassysmall", "wikipedia"):
        for sentence in read_name_file(folder / f"{source}_ner.jsonl", source):
            twin = tagged.get(sentence.sent_id)
            if twin is not None and twin.words == sentence.words:
                sentence = replace(twin, names=sentence.names)
            found.append(sentence)
    return found


def read_name_file(path: Path, source: str) -> Iterator[Sentence]:
    """Sentences of one JSONL file with ``sent_id``, ``tokens`` and ``spans``; ``document`` is optional."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            words = tuple(str(word) for word in row["tokens"])
            sent_id = f"{source}:{row.get('sent_id', number)}"
            document, paragraph = _place(sent_id)
            yield Sentence(
                sent_id=sent_id,
                document=str(row.get("document", document)),
                paragraph=paragraph,
                words=words,
                spaces=guess_spaces(words),
                names=tuple((int(a), int(b), str(label)) for a, b, label in row["spans"]),
            )


def guess_spaces(words: tuple[str, ...]) -> tuple[bool, ...]:
    """Whether a blank follows each word, by the ordinary habits of Dutch punctuation."""
    open_quote = False
    spaces = []
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == '"':
            open_quote = not open_quote
        glued = word in _NO_SPACE_AFTER or (word == '"' and open_quote)
        closed = following[:1] in _NO_SPACE_BEFORE and following not in ("...",)
        closed = closed or following in _NEVER_BEFORE_WORD or (following == '"' and open_quote)
        spaces.append(not (glued or closed))
    return tuple(spaces)


def plain_lemma(form: str, lemma: str, pos: str) -> str:
    """The lemma as it is written: the treebanks' ``gezondheid_zorg`` becomes ``gezondheidszorg``."""
    if "_" not in lemma or "_" in form:
        return lemma
    first, *_, head = lemma.split("_")
    joined = lemma.replace("_", "")
    if pos == "VERB":
        return joined
    lowered = form.lower()
    for length in range(min(len(head), 6), 1, -1):
        at = lowered.rfind(head[:length].lower(), max(1, len(first) - 2))
        if at > 0 and abs(len(lowered) - at - len(head)) <= 4 and lowered[:2] == joined[:2].lower():
            start = form[:at] if lemma[0].isupper() else form[0].lower() + form[1:at]
            return start + head
    return joined


def _read_conllu(path: Path, source: str, split: str) -> Iterator[Sentence]:
    sent_id, rows = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            sent_id = f"{source}:{split}|{line.removeprefix('# sent_id = ')}"
        elif line[:1].isdigit():
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            yield _sentence(sent_id, rows)
            rows = []


def _sentence(sent_id: str, rows: list[list[str]]) -> Sentence:
    document, paragraph = _place(sent_id)
    return Sentence(
        sent_id=sent_id,
        document=document,
        paragraph=paragraph,
        words=tuple(r[1] for r in rows),
        spaces=tuple("SpaceAfter=No" not in r[9] for r in rows),
        pos=tuple(r[3] for r in rows),
        morph=tuple("" if r[5] == "_" else r[5] for r in rows),
        lemmas=tuple(plain_lemma(r[1], r[2], r[3]) for r in rows),
        raw_lemmas=tuple(r[2] for r in rows),
    )


def _place(sent_id: str) -> tuple[str, str]:
    """Document and paragraph of a sentence id such as ``lassysmall:dev|wiki-1181.p.10.s.1``."""
    paragraph = sent_id.rsplit(".s.", 1)[0]
    document = paragraph.split(".p.", 1)[0].split("\\", 1)[0]
    return document, paragraph
