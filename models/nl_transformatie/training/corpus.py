"""Stage `corpus`: split the sentences by document and write them as JSONL, one file for each use."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sentences import Sentence, read_names, read_treebanks
from settings import HERE, Settings, Split, load_settings

BUILD = HERE / "build" / "corpus"
HELD_OUT = "nl_alpino-ud-test"


def main() -> None:
    """Write build/corpus/*.jsonl and say how many sentences each holds."""
    settings = load_settings()
    BUILD.mkdir(parents=True, exist_ok=True)
    for name, sentences in split_all(settings).items():
        write(BUILD / f"{name}.jsonl", sentences)
        print(f"{name}: {len(sentences)} sentences, {len({s.document for s in sentences})} documents")


def split_all(settings: Settings) -> dict[str, list[Sentence]]:
    """Training, development and test sentences, for tags and for names."""
    treebanks = read_treebanks(settings.sources / "ud")
    names = read_names(settings.sources / "ner", treebanks)
    split = settings.split
    tags = [s for stem, found in treebanks.items() if stem != HELD_OUT for s in found]
    tags_dev, tags_train = _take(tags, split.tags_dev, split)
    extra_test = [s for s in names if HELD_OUT in s.document]
    others = [s for s in names if HELD_OUT not in s.document]
    names_test, rest = _take(others, split.names_test, split)
    names_dev, names_train = _take(rest, split.names_dev, split)
    known = {s.words for s in (*names_test, *names_dev, *extra_test)}
    return {
        "tags_train": tags_train,
        "tags_dev": tags_dev,
        "tags_test": treebanks[HELD_OUT],
        "names_train": [s for s in names_train if s.words not in known or len(s.words) < 4],
        "names_dev": names_dev,
        "names_test": names_test,
        "names_test_news": extra_test,
    }


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    """Write sentences as JSONL."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(s), ensure_ascii=False) + "\n" for s in sentences)


def read(path: Path) -> list[Sentence]:
    """Read sentences written by `write`."""
    with path.open(encoding="utf-8") as lines:
        return [_from_row(json.loads(line)) for line in lines]


def _from_row(row: dict[str, object]) -> Sentence:
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    names = row["names"]
    assert isinstance(names, list)
    fields["names"] = tuple((int(a), int(b), str(label)) for a, b, label in names)
    return Sentence(**fields)  # type: ignore[arg-type]


def _take(sentences: list[Sentence], share: float, split: Split) -> tuple[list[Sentence], list[Sentence]]:
    """Whole documents with at least that share of each source's sentences, by hash; and the rest."""
    sources: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for s in sentences:
        sources[s.document.split(":")[0]][s.document] += 1
    taken: set[str] = set()
    for sizes in sources.values():
        wanted, got = share * sum(sizes.values()), 0
        for document in sorted(sizes, key=lambda d: hashlib.sha256((split.salt + d).encode()).digest()):
            if got >= wanted:
                break
            if sizes[document] > split.largest_document:
                continue
            taken.add(document)
            got += sizes[document]
    return [s for s in sentences if s.document in taken], [s for s in sentences if s.document not in taken]


if __name__ == "__main__":
    main()
