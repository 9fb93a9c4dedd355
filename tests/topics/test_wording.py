"""The words of a topic per year and group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.topics.wording import local_words
from pipeline.topics.words import count_words


def _learned(rows: int) -> pd.DataFrame:
    early = np.arange(rows) < rows // 2
    years = pd.array(np.where(early, 2011, 2015), dtype="Int64")
    return pd.DataFrame(
        {"year": years, "municipality_code": ["GM1" if first else None for first in early], "jeugdregio": "Oost"}
    )


def _words(rows: int = 20) -> pd.DataFrame:
    bags = ["pilot wijkteam"] * (rows // 2) + ["evaluatie wijkteam"] * (rows // 2)
    return local_words(_learned(rows), words=count_words(bags), topic=np.zeros(rows, dtype=int))


def test_the_words_of_a_year_stand_first_in_that_year() -> None:
    table = _words().set_index(["group_kind", "group", "year"])
    assert table.loc[("all", "all", 2011), "terms"] == "pilot, wijkteam"
    assert table.loc[("jeugdregio", "Oost", 2015), "terms"] == "evaluatie, wijkteam"
    assert table["passages"].groupby("group_kind").sum().to_dict() == {"all": 20, "jeugdregio": 40, "municipality": 10}


def test_a_cell_of_few_passages_is_left_out() -> None:
    assert set(_words(8)["year"]) == {0}


def test_passages_without_a_topic_have_no_words() -> None:
    topic = np.full(20, -1)
    assert local_words(_learned(20), words=count_words(["wijkteam"] * 20), topic=topic).empty
