"""The URIs of the scheme and the properties of our own beside those of SKOS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from rdflib import Namespace, URIRef

from pipeline.concepts.files import Name, Text, read_model


class About(BaseModel):
    """models/concepts/_scheme.yaml: what a catalogue should know of the scheme as a whole.

    Attributes:
        base: beginning of every URI, ending in a slash.
        creator: who made it.
        licence: address of its terms.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    base: Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|\\^`]+/$")]
    title: Name
    description: Name
    creator: Text
    licence: Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]


def read_about(folder: Path) -> About:
    """Read ``_scheme.yaml`` of the folder with concepts.

    Raises:
        ModelError: the file is missing or wrong.
    """
    return read_model(folder / "_scheme.yaml", About)


@dataclass(frozen=True)
class Own:
    """A property of our own.

    Attributes:
        field: of ConceptFile, dotted where it lies deeper.
        name: behind ``ns#``.
        comment: what it says, in English.
    """

    field: str
    name: str
    comment: str


ORDERED = (
    Own("alt_labels", "labels", "alternative labels, those with stars included, in the order of the author"),
    Own("needs_context", "needsContext", "labels that count only near a word of the field"),
    Own("patterns", "patterns", "word patterns, in the notation of models/concepts/README.md"),
    Own("negative_labels", "negativeLabels", "look-alikes, words or patterns: what overlaps one is no mention of it"),
    Own("related", "related", "ids of related concepts in the order of the author"),
    Own("not_to_be_confused_with", "notToBeConfusedWith", "ids of concepts that a reader may take for this one"),
    Own("examples.positive", "examples", "sentences in which the concept must be found"),
    Own("examples.paraphrase", "paraphrases", "sentences that carry the concept in other words"),
    Own("examples.negative", "counterexamples", "sentences in which the concept must not be found"),
)
GOAL = Own("jeugdwet_goal", "jeugdwetGoal", "number (1-5) of the transformation goal of the Jeugdwet that it serves")
GROUPS = Own("groups", "groups", "the groups of the scheme in reading order")


@dataclass(frozen=True)
class Names:
    """All URIs below one base."""

    base: str

    @property
    def own(self) -> Namespace:
        """Of the properties of our own."""
        return Namespace(self.base + "ns#")

    @property
    def scheme(self) -> URIRef:
        """Of the scheme itself."""
        return URIRef(self.base + "scheme")

    def concept(self, concept_id: str) -> URIRef:
        """Of a concept."""
        return URIRef(f"{self.base}concept/{concept_id}")

    def group(self, group_id: str) -> URIRef:
        """Of a group of concepts."""
        return URIRef(f"{self.base}group/{group_id}")
