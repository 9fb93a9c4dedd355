"""Stage `vectors`: floret vectors of build/words.txt, as spaCy's vocabulary in build/vectors."""

from __future__ import annotations

import tempfile
from pathlib import Path

import floret
import spacy
from spacy.training.initialize import convert_vectors

from settings import HERE, load_settings
from words import WORDS

OUTPUT = HERE / "build" / "vectors"


def main() -> None:
    """Train and convert."""
    wanted = load_settings().vectors
    model = floret.train_unsupervised(
        str(WORDS),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=wanted.rows,
        dim=wanted.dimensions,
        minn=wanted.minn,
        maxn=wanted.maxn,
        minCount=wanted.min_count,
        neg=wanted.negative,
        epoch=wanted.epochs,
        lr=wanted.learning_rate,
        thread=wanted.threads,
    )
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "vectors.floret"
        model.save_floret_vectors(str(table))
        nlp = spacy.blank("nl")
        convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")
        nlp.to_disk(OUTPUT)
    print(f"{OUTPUT}: {nlp.vocab.vectors.shape}")


if __name__ == "__main__":
    main()
