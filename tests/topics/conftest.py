"""One fit of the invented corpus for all tests of this folder: the first one in a process costs seconds."""

from __future__ import annotations

import pytest

from pipeline.topics.topics import Topics, find_topics
from tests.topics import invented


@pytest.fixture(scope="session")
def found() -> Topics:
    return find_topics(
        invented.chosen(), lemmas=invented.lemmas(), vectors=invented.vectors(), options=invented.options(refits=2)
    )
