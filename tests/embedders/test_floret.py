"""Word vectors of the bundled model."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.embedders.floret import embed_passages
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings


def test_words_of_one_field_are_near_each_other() -> None:
    care, help_, budget = embed_passages(["jeugdzorg", "jeugdhulp", "begroting"], settings=EmbedSettings(), seed=1)
    assert care @ help_ > 0.6
    assert care @ budget < 0.5


def test_a_model_can_be_named_by_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no word vectors"):
        embed_passages(["x"], settings=EmbedSettings(model=str(tmp_path)), seed=1)
