"""What lists may hold: rules/articles.yaml, given.yaml, rosters.yaml, councils.yaml, privacy.yaml; removed.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_Words = tuple[Annotated[str, StringConstraints(min_length=1)], ...]


class ArticlesFile(BaseModel):
    """rules/articles.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: _Words
    parts: _Words
    joints: _Words


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
    together: _Words
    signers: dict[str, str]
    signed_for: _Words
    hearings: _Words
    board_member: str
    board_meetings: _Words
    present: _Words
    absent: _Words
    signing: _Words
    signed_behind: _Words
    questions: _Words
    answers: _Words
    pledges: _Words
    column_heads: _Words
    regional: _Words
    regional_office: str
    council_office: str
    party_words: _Words
    party_openings: _Words
    party_scenes: _Words
    no_parties: _Words
    group_words: _Words
    headings: dict[str, str]
    askers: _Words


class CouncilsFile(BaseModel):
    """rules/councils.yaml: the words of a council, and of what is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    council: _Words
    groups: _Words
    bodies: _Words
    sessions: _Words
    minutes: _Words
    of_council: _Words
    not_of_council: _Words
    board: _Words
    court: _Words
    chairs: dict[str, str]
    secretaries: dict[str, str]
    members: dict[str, str]
    beside_office: _Words
    clerk: str
    member: str
    chambers: dict[str, _Words]
    town: _Words
    attending: _Words
    voting: _Words
    speaking: _Words
    spoken: _Words
    moved: _Words
    lids: _Words
    asked_in: _Words
    asked: _Words
    sits: _Words
    sits_in: _Words
    has_asked: _Words
    asked_behind: _Words
    leads: _Words
    brought: _Words
    brought_by: _Words
    voices: _Words
    fractions: _Words
    greeted: _Words
    answered: _Words
    seated: _Words
    subjects: _Words
    guests: _Words


class PrivacyFile(BaseModel):
    """rules/privacy.yaml; the phone prefixes are regular expressions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    phone_prefixes: _Words
    bsn_cues: _Words
    bsn_within: Annotated[int, Field(ge=1)]
    address_cues: _Words
    public_address_cues: _Words


class RemovedFile(BaseModel):
    """removed.yaml: names that may not be shown, whatever the evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: _Words
