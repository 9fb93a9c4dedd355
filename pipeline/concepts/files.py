"""models/concepts/*.yaml -> validated values. Each mistake is explained: what, where, what was expected, what to do."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.errors import ModelError

Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Name(_Part):
    """A name in Dutch and English."""

    nl: Text
    en: Text


class Examples(_Part):
    """Sentences that are the concept's own tests.

    Attributes:
        positive: hold a label or pattern, and must be found.
        paraphrase: carry the idea in other words; a label need not find them.
        negative: must not be found.
    """

    positive: Annotated[tuple[Text, ...], Field(min_length=1)]
    paraphrase: tuple[Text, ...] = ()
    negative: Annotated[tuple[Text, ...], Field(min_length=1)]


class ConceptFile(_Part):
    """One concept as people write it; the fields are explained in models/concepts/README.md."""

    id: Text
    pref_label: Name
    definition_nl: Text
    group: Text
    jeugdwet_goal: Annotated[int, Field(ge=1, le=5)] | None
    alt_labels: tuple[Text, ...] = ()
    needs_context: tuple[Text, ...] = ()
    patterns: tuple[Text, ...] = ()
    negative_labels: tuple[Text, ...] = ()
    broader: Text | None = None
    related: tuple[Text, ...] = ()
    not_to_be_confused_with: tuple[Text, ...] = ()
    examples: Examples
    note: str = ""

    @field_validator(
        "alt_labels", "needs_context", "negative_labels", "related", "not_to_be_confused_with", mode="before"
    )
    @classmethod
    def _numbers_are_text(cls, value: Any) -> Any:
        return [str(v) if isinstance(v, int) and not isinstance(v, bool) else v for v in value or []]


class WordsFile(_Part):
    """_words.yaml: what all concepts share."""

    groups: dict[str, Name]
    context: tuple[Text, ...]
    lists: dict[str, tuple[Text, ...]]
    same: dict[str, str]
    unchanged: tuple[str, ...]
    shortest: int
    inflection: tuple[tuple[str, str], ...]


Model = TypeVar("Model", bound=BaseModel)


def read_words_file(folder: Path) -> WordsFile:
    """Read ``_words.yaml`` of the folder with concepts."""
    return read_model(folder / "_words.yaml", WordsFile)


def read_concept_files(folder: Path) -> list[ConceptFile]:
    """All concepts of a folder, by id; files that begin with an underscore are none.

    Raises:
        ModelError: a file is missing, no YAML, breaks the fields' rules, or is named otherwise than its id.
    """
    paths = sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("_"))
    if not paths:
        raise ModelError(
            "there are no concepts", expected="one YAML file a concept", where=str(folder), remedy="restore models/"
        )
    concepts = [read_model(path, ConceptFile) for path in paths]
    _check_ids(paths, concepts)
    return concepts


def _check_ids(paths: list[Path], concepts: list[ConceptFile]) -> None:
    seen: dict[str, Path] = {}
    for path, concept in zip(paths, concepts, strict=True):
        if concept.id in seen:
            raise ModelError(
                f"the id {concept.id!r} stands in two files",
                where=f"{seen[concept.id]} and {path}",
                remedy="give one of them an id of its own, equal to its file name",
            )
        seen[concept.id] = path
    for path, concept in zip(paths, concepts, strict=True):
        if concept.id != path.stem:
            raise ModelError(
                f"the id is {concept.id!r}, the file is named {path.name!r}",
                expected=f"id: {path.stem}, or a file {concept.id}.yaml",
                where=str(path),
                remedy="make the id and the file name equal",
            )


def read_model(path: Path, model: type[Model]) -> Model:
    """Read a YAML file into a pydantic model.

    Raises:
        ModelError: the file is missing, is no YAML, or breaks the model's rules; an unknown key names the nearest one.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{path.name} is missing", where=str(path), remedy="restore it: git checkout models") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ModelError(f"no valid YAML: {error}", where=str(path), remedy="mend the line that is named") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _explain(error, path, model) from None


def _explain(error: ValidationError, path: Path, model: type[BaseModel]) -> ModelError:
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    key = ".".join(str(part) for part in first["loc"]) or "(the whole file)"
    if first["type"] == "extra_forbidden":
        known = _known_keys(model, [str(part) for part in first["loc"][:-1]])
        near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1)
        return ModelError(
            f"unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
            expected=", ".join(known),
            where=str(path),
            remedy="rename or remove the key",
        )
    found = "missing" if first["type"] == "missing" else repr(first["input"])[:80]
    return ModelError(
        f"{key} is {found}", expected=first["msg"], where=str(path), remedy="see models/concepts/README.md"
    )


def _known_keys(model: type[BaseModel], path: list[str]) -> list[str]:
    for part in path:
        annotation = model.model_fields[part].annotation if part in model.model_fields else None
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        model = annotation
    return list(model.model_fields)
