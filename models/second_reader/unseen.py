"""Add what the present language model finds in texts of writers that it has not been trained on.

``uv run python models/second_reader/unseen.py WRITER...``, in the folder of the project.
Input: data/gold/fragments.jsonl, data/language.json. Output: rows at the end of data/gold/unseen_names.jsonl.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.entities.reader_learning import joined, themes
from pipeline.language.annotation import annotate_texts
from pipeline.text import text_hash

GOLD, UNSEEN, LANGUAGE = (
    Path("data") / n for n in ("gold/fragments.jsonl", "gold/unseen_names.jsonl", "language.json")
)


def main(writers: list[str]) -> None:
    """One row for each theme of the writers."""
    choice = json.loads(LANGUAGE.read_text(encoding="utf-8"))
    texts = {key: joined(parts) for key, parts in sorted(themes(GOLD).items()) if key[0] in writers}
    found = annotate_texts(list(texts.values()), model=choice["load"])
    with UNSEEN.open("a", encoding="utf-8") as file:
        for (author, theme), seen in zip(texts, found, strict=True):
            names = list(zip(*(seen["names"][column] for column in ("start", "end", "label")), strict=True))
            row = {"author": author, "theme": theme, "model": choice["version"]}
            row |= {"text": text_hash(texts[author, theme]), "names": names}
            file.write(json.dumps(row, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
