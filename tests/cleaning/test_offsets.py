"""Offsets slice back, whatever signs a text is made of, and cleaning a clean text again changes no word of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleaning.blocks import Block, Extract
from pipeline.cleaning.document import clean_record, load_knowledge, make_document
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings

ROOT = Path(__file__).parents[2]
MODELS = str(ROOT / "models")
KNOWLEDGE = load_knowledge(MODELS, fictional=True)
RECORD = {
    "record_id": "r",
    "source": "s",
    "url": "https://www.sandermeer.example/x",
    "declared": "{}",
    "raw_sha256": "0",
}
DUTCH = "De gemeente wil dat ouders en kinderen op tijd de hulp krijgen die zij nodig hebben. "
_PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from([DUTCH, "İ", "ﬁ", "\u0301", "👨‍👩‍👧", "\u202e", "\ud83d", "ß\u2028", "3 mrt. '14"]),
)
_TEXTS = st.lists(_PIECES, max_size=8).map("".join)
_BLOCKS = st.lists(st.builds(Block, st.sampled_from(["heading", "paragraph", "item", "table"]), _TEXTS), max_size=10)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_BLOCKS, _TEXTS)
def test_passages_slice_the_text_they_come_from(blocks: list[Block], title: str) -> None:
    extract = Extract([Block("paragraph", DUTCH * 3), *blocks], "txt", title=title, margins=title)
    try:
        made: dict[str, Any] = make_document(RECORD, extract, knowledge=KNOWLEDGE, settings=CleanSettings())
    except RejectedDocument:
        return
    text, end = made["text"], 0
    for passage in made["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        assert not text[end : passage["start"]].strip()
        end = passage["end"]
    assert not text[end:].strip()
    text.encode("utf-8")
    json.dumps(made).encode("utf-8")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=400), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-16-be"]))
def test_any_bytes_end_as_text_or_reject(tmp_path_factory: pytest.TempPathFactory, data: bytes, charset: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes((DUTCH * 2).encode(charset) + data)
    try:
        documents = clean_record({**RECORD, "raw": str(path)}, models=MODELS, fictional=True, settings=CleanSettings())
    except RejectedDocument:
        return
    for made in documents["documents"]:
        assert all(made["text"][p["start"] : p["end"]] == p["text"] for p in made["passages"])


def test_cleaning_a_clean_text_changes_no_word(tmp_path: Path) -> None:
    truth = (ROOT / "data/sample/truth/documents.jsonl").read_text("utf-8").splitlines()[::8]
    for line in truth:
        once = _clean(tmp_path, json.loads(line)["text"])
        assert _clean(tmp_path, once).split() == once.split()


def _clean(folder: Path, text: str) -> str:
    path = folder / "text"
    path.write_text(text, encoding="utf-8")
    made = clean_record({**RECORD, "raw": str(path)}, models=MODELS, fictional=True, settings=CleanSettings())
    return str(made["documents"][0]["text"])
