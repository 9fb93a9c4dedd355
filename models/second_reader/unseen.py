"""Add what the present language model finds in texts of writers that it has not been trained on.

``uv run python models/second_reader/unseen.py WRITER...``, in the folder of the project.
Input: data/gold/fragments.jsonl, data/language.json (written by a run). Output: rows at the end of
data/gold/unseen_names.jsonl. A text that has a row keeps it: an earlier model knew less of it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.entities.reader_learning import joined, themes
from pipeline.errors import InputError, MonitorError
from pipeline.language.annotation import annotate_texts
from pipeline.text import text_hash

GOLD, UNSEEN, LANGUAGE = (
    Path("data") / n for n in ("gold/fragments.jsonl", "gold/unseen_names.jsonl", "language.json")
)

Theme = tuple[str, str]  # a writer and a theme


def main(writers: list[str]) -> None:
    """One row for each theme of the writers that has none."""
    choice = json.loads(_read(LANGUAGE))
    texts = new_texts(writers)
    found = annotate_texts(list(texts.values()), model=choice["load"])
    with UNSEEN.open("a", encoding="utf-8") as file:
        for (author, theme), seen in zip(texts, found, strict=True):
            names = list(zip(*(seen["names"][column] for column in ("start", "end", "label")), strict=True))
            row = {"author": author, "theme": theme, "model": choice["version"]}
            row |= {"text": text_hash(texts[author, theme]), "names": names}
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
    print(f"{len(texts)} texts added to {UNSEEN}")


def new_texts(writers: list[str]) -> dict[Theme, str]:
    """The texts of these writers without a row.

    Raises:
        InputError: no writer is named, or one has no names in the training part of the gold.
    """
    gold = themes(GOLD) if _read(GOLD) else {}
    known = sorted({author for author, _ in gold})
    missing = [writer for writer in writers if writer not in known]
    if missing or not writers:
        raise InputError(
            f"no writer {', '.join(missing)}" if missing else "no writer is named",
            expected=f"one or more of {', '.join(known)}",
            where=str(GOLD),
            remedy="for a new writer, build the gold first: uv run python -m data.gold.build",
        )
    rows = [json.loads(line) for line in _read(UNSEEN).splitlines()]
    done = {(row["author"], row["theme"], row["text"]) for row in rows}
    texts = {key: joined(parts) for key, parts in sorted(gold.items()) if key[0] in writers}
    return {key: text for key, text in texts.items() if (*key, text_hash(text)) not in done}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(
            f"{path} is missing", where=str(path.absolute()), remedy="run from the project's folder, after make report"
        ) from None


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except MonitorError as error:
        sys.exit(str(error))
