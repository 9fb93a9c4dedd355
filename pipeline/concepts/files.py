"""models/concepts/*.yaml -> validated values. Each mistake is explained: what, where, what was expected, what to do."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.concepts.lines import place, read_yaml
from pipeline.concepts.notation import is_pattern
from pipeline.concepts.wording import Labels, check_labels, check_patterns
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

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
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

    @property
    def plain_negatives(self) -> tuple[str, ...]:
        """The negative labels that are plain words."""
        return tuple(label for label in self.negative_labels if not is_pattern(label))

    @field_validator(
        "alt_labels", "needs_context", "negative_labels", "related", "not_to_be_confused_with", mode="before"
    )
    @classmethod
    def _numbers_are_text(cls, value: Any) -> Any:
        if not isinstance(value, list):
            return [] if value is None else value
        return [str(v) if isinstance(v, int) and not isinstance(v, bool) else v for v in value]


class WordsFile(_Part):
    """_words.yaml: what all concepts share."""

    groups: dict[str, Name]
    context: tuple[Text, ...]
    lists: dict[str, tuple[Text, ...]]
    same: dict[str, str]
    unchanged: tuple[str, ...]
    shortest: Annotated[int, Field(ge=1)]
    inflection: tuple[tuple[str, str], ...]

    @field_validator("inflection")
    @classmethod
    def _rules_can_be_applied(cls, rules: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        for pattern, replacement in rules:
            if set(pattern) & set("*+{"):
                raise ValueError(f"{pattern!r}: a rule repeats nothing (no '*', '+' or '{{')")
            try:
                re.sub(pattern, replacement, "")
            except (re.error, IndexError) as error:
                raise ValueError(f"{pattern!r} -> {replacement!r}: {error}") from None
        return rules


Model = TypeVar("Model", bound=BaseModel)


def read_words_file(folder: Path) -> WordsFile:
    """Read ``_words.yaml`` of the folder with concepts."""
    return read_model(folder / "_words.yaml", WordsFile)


def read_concept_files(folder: Path) -> list[ConceptFile]:
    """All concepts of a folder, by id; files that begin with an underscore are none.

    Raises:
        ModelError: a file is missing, no YAML, breaks the fields' rules, holds a label or pattern that cannot be used,
            or is named otherwise than its id; with the line.
    """
    paths = sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("_"))
    _check_endings(folder)
    if not paths:
        raise ModelError(
            "there are no concepts", expected="one YAML file a concept", where=str(folder), remedy="restore models/"
        )
    concepts = [read_model(path, ConceptFile) for path in paths]
    _check_ids(paths, concepts)
    lists = read_words_file(folder).lists
    for path, concept in zip(paths, concepts, strict=True):
        negatives = _listed(concept, "negative_labels")
        check_labels([*_labels(concept), *(n for n in negatives if not is_pattern(n[1]))], path=path)
        patterns = [*_listed(concept, "patterns"), *(n for n in negatives if is_pattern(n[1]))]
        check_patterns(patterns, lists, path=path)
    return concepts


def _labels(concept: ConceptFile) -> Labels:
    return [(("pref_label", "nl"), concept.pref_label.nl), *_listed(concept, "alt_labels")]


def _listed(concept: ConceptFile, field: str) -> Labels:
    """The texts of a field, each with the keys below which it stands."""
    return [((field, i), text) for i, text in enumerate(getattr(concept, field))]


def _check_endings(folder: Path) -> None:
    for path in sorted(folder.glob("*")):
        if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml":
            remedy = f"rename it: {path.stem}.yaml"
            raise ModelError(f"{path.name} would not be read", expected=".yaml", where=str(path), remedy=remedy)


def _check_ids(paths: list[Path], concepts: list[ConceptFile]) -> None:
    seen: dict[str, Path] = {}
    for path, concept in zip(paths, concepts, strict=True):
        if concept.id in seen:
            raise ModelError(
                f"the id {concept.id!r} stands in two files",
                where=f"{place(seen[concept.id], 'id')} and {place(path, 'id')}",
                remedy="give one of them an id of its own, equal to its file name",
            )
        seen[concept.id] = path
    for path, concept in zip(paths, concepts, strict=True):
        if concept.id != path.stem:
            raise ModelError(
                f"the id is {concept.id!r}, the file is named {path.name!r}",
                expected=f"id: {path.stem}, or a file {concept.id}.yaml",
                where=place(path, "id"),
                remedy="make the id and the file name equal",
            )


def read_model(path: Path, model: type[Model]) -> Model:
    """Read a YAML file into a pydantic model.

    Raises:
        ModelError: the file is missing, is no YAML, or breaks the model's rules; an unknown key names the nearest one.
    """
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise ModelError(
            f"the file holds a {type(data).__name__}, not fields",
            expected=f"key: value, with the keys {', '.join(model.model_fields)}",
            where=f"{path}:1",
            remedy="look at another file in the same folder",
        )
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _explain(error, path, model) from None


def _explain(error: ValidationError, path: Path, model: type[BaseModel]) -> ModelError:
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    key, where = ".".join(str(part) for part in first["loc"]), place(path, *first["loc"])
    if first["type"] == "extra_forbidden":
        known = _known_keys(model, [str(part) for part in first["loc"][:-1]])
        near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1)
        return ModelError(
            f"unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
            expected=", ".join(known),
            where=where,
            remedy="rename or remove the key",
        )
    found = "empty" if first["input"] is None else repr(first["input"])[:80]
    found = "missing" if first["type"] == "missing" else found
    return ModelError(
        f"{key} is {found}", expected=first["msg"], where=where, remedy=_remedy(first["type"], key, found)
    )


def _remedy(kind: str, key: str, found: str) -> str:
    if found in {"missing", "empty", "''", "[]", "()"}:
        return f"fill in {key}; what belongs there: models/concepts/README.md"
    if kind == "string_type":
        return 'write a text; put "quotes" around what YAML takes for a number, a date or yes and no'
    if kind == "tuple_type":
        return "write a list: [one, two], or a line `- one` for each"
    if key == "id":
        return "lower case letters and digits, joined by hyphens, as in eigen-kracht"
    return "see models/concepts/README.md"


def _known_keys(model: type[BaseModel], path: list[str]) -> list[str]:
    for part in path:
        annotation = model.model_fields[part].annotation if part in model.model_fields else None
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        model = annotation
    return list(model.model_fields)
