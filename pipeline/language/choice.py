"""Choose the language model: the one that params.yaml asks for when it is installed, else the fallback, and say so.

Reads only meta.json files, so that the choice costs no import of spaCy.
"""

from __future__ import annotations

import importlib.util
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from pipeline.cache import files_digest
from pipeline.contract import ENTITY_LABELS
from pipeline.errors import ModelError
from pipeline.params import LanguageSettings

BUNDLED = "bundled"
_NEEDED = {"ner": "names", "sentences": "sentence boundaries", "lemmatizer": "lemmas"}
_SENTENCES = {"parser", "senter", "sentencizer"}


def choose_model(settings: LanguageSettings, models: Path) -> dict[str, Any]:
    """The model to use: name, version, licence, labels, scores, where to load it from, an id, and why it was chosen.

    Raises:
        ModelError: neither the model nor the fallback is there, or the one found cannot be used.
    """
    wanted = find_model(settings.model, models)
    if wanted is not None:
        return _describe(wanted, settings.model, f"asked for as {settings.model!r}, and it is here")
    found = find_model(settings.fallback, models) if settings.fallback else None
    if found is None or settings.fallback is None:
        raise ModelError(
            f"the language model {settings.model!r} is not installed",
            expected="an installed spaCy package, a path, or `bundled`",
            where="params.yaml, language.model" + ("" if settings.fallback else " (language.fallback is null)"),
            remedy="run `make model` where the network allows it, or set language.fallback to bundled",
        )
    return _describe(found, settings.fallback, f"{settings.model} is not installed; using {settings.fallback}")


def find_model(name: str, models: Path) -> Path | None:
    """The folder with config.cfg and meta.json of a model given by package name, path or `bundled`; None if absent."""
    if name == BUNDLED:
        current = models / "nl_transformatie" / "CURRENT"
        return current.parent / current.read_text(encoding="utf-8").strip() if current.exists() else None
    if (Path(name) / "meta.json").exists():
        return Path(name)
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    inner = sorted(package.glob(f"{name}-*/meta.json"))
    if not inner:
        raise ModelError(f"the package {name!r} holds no spaCy model", where=str(package), remedy="reinstall it")
    return inner[-1].parent


def _describe(path: Path, asked: str, why: str) -> dict[str, Any]:
    meta = _read_meta(path)
    _check_meta(meta, path)
    return {
        "name": f"{meta['lang']}_{meta['name']}",
        "version": meta["version"],
        "licence": meta.get("license", "unknown"),
        "components": meta.get("pipeline", []),
        "labels": sorted(meta.get("labels", {}).get("ner", [])),
        "scores": {k: v for k, v in meta.get("performance", {}).items() if isinstance(v, float)},
        "id": f"{meta['name']} {meta['version']} {_model_id(path, asked)} spacy {version('spacy')}",
        "load": str(path),
        "why": why,
    }


def _model_id(path: Path, asked: str) -> str:
    """A bundled model is told apart by all its bytes; an installed one by what pins its bytes: meta and config."""
    return files_digest(path) if asked == BUNDLED else files_digest(path / "meta.json", path / "config.cfg")


def _read_meta(path: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        return meta
    except (OSError, json.JSONDecodeError) as error:
        raise ModelError(f"meta.json of the language model cannot be read: {error}", where=str(path)) from None


def _check_meta(meta: dict[str, Any], path: Path) -> None:
    problems = []
    if meta.get("lang") != "nl":
        problems.append(f"its language is {meta.get('lang')!r}, not Dutch (nl)")
    components = set(meta.get("pipeline", []))
    for need, gives in _NEEDED.items():
        if not (components & _SENTENCES if need == "sentences" else need in components):
            problems.append(f"it has no {need} component, so no {gives}")
    strange = sorted(set(meta.get("labels", {}).get("ner", [])) - set(ENTITY_LABELS))
    if strange:
        problems.append(f"its ner gives labels that are unknown here: {', '.join(strange)}")
    if not (path / "config.cfg").exists():
        problems.append("it has no config.cfg")
    spec = meta.get("spacy_version", "")
    if spec and not _fits(spec):
        problems.append(f"it needs spaCy {spec}, and spaCy {version('spacy')} is installed")
    if problems:
        raise ModelError(
            "the language model cannot be used: " + "; ".join(problems),
            expected="a Dutch spaCy pipeline with ner, lemmatizer and a parser or senter, for this spaCy",
            where=str(path),
            remedy="choose another model in params.yaml, language.model (`bundled` always fits)",
        )


def _fits(spec: str) -> bool:
    try:
        return SpecifierSet(spec).contains(version("spacy"), prereleases=True)
    except InvalidSpecifier:
        return False
