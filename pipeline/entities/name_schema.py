"""What the lists of people's names may hold: rules/given.yaml and removed.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

_Words = tuple[Annotated[str, StringConstraints(min_length=1)], ...]


class GivenFile(BaseModel):
    """First names that stand alone, and the words that give them away."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    also_words: _Words
    not_behind: _Words
    place_before: _Words
    called: _Words
    near: _Words
    saying: _Words
    between: _Words
    said: _Words
    behind: _Words


class RostersFile(BaseModel):
    """rules/rosters.yaml: lists, signatures and colleagues."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owners: _Words
    colleagues: _Words
    signers: dict[str, str]
    signed_for: _Words
    board_member: str
    regional: _Words
    regional_office: str
    council_office: str
    party_words: _Words
    group_words: _Words
    council_near: _Words
    board_near: _Words
    council_far: _Words
    loose_council: _Words
    loose_board: _Words
    member: str
    headings: dict[str, str]
    speaking: _Words
    guests: _Words


class RemovedFile(BaseModel):
    """removed.yaml: names that may not be shown, whatever the evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: _Words
