"""The truth folder: absent for own documents, and a broken line is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.evaluation.truth import read_truth
from tests.evaluation.invented import planted


def test_own_documents_have_no_truth(tmp_path: Path) -> None:
    assert read_truth(tmp_path) == ([], [])
    assert read_truth(tmp_path / "nowhere") == ([], [])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "documents.jsonl").write_text(planted().model_dump_json() + "\n\n", encoding="utf-8")
    (tmp_path / "rejects.jsonl").write_text('{"url": "u9", "path": "a", "reason": "empty"}\n', encoding="utf-8")
    documents, rejects = read_truth(tmp_path)
    assert documents == [planted()]
    assert rejects[0].reason == "empty"


def test_a_broken_line_is_told_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "documents.jsonl").write_text(planted().model_dump_json() + '\n{"url": 3}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_truth(tmp_path)
