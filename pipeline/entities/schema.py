"""What the files below models/entities/ may hold. A mistyped key is an error (see `knowledge.py`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pipeline.entities.name_schema import ArticlesFile, CouncilsFile, GivenFile, PrivacyFile, RostersFile

Word = Annotated[str, StringConstraints(min_length=1)]
Words = tuple[Word, ...]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_File):
    """One law, organisation, programme.

    Attributes:
        code: an official code (BWB id), which then is the canonical id.
        aliases: matched with these capitals, or all in capitals.
        any_case: matched whatever the capitals.
        party: a political party, whose members speak in an office.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: Word
    code: str | None = None
    aliases: Words = ()
    any_case: Words = ()
    label: str | None = None
    party: bool = False


class Pattern(_File):
    """A family of names, in the notation of `templates.py`; `span` is the slot that is the name, if not all of it.

    `entry` is the family under which its names are entered, when several patterns find the same names.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    pattern: Word
    entry: str | None = None
    label: str | None = None
    party: bool = False
    span: str | None = None


class Run(_File):
    """A slot of several words that begin with one of the stems, with joints between them."""

    stems: Words
    joints: Words


class GazetteerFile(_File):
    """One file of names with one label.

    Attributes:
        slots: lists of words for the patterns.
        endings, runs: slots for one word with a capital that ends so, and for several words.
        unsaid: words that the entry of a family goes without: "Verordening jeugdhulp (gemeente) Ede".
    """

    label: str
    entries: tuple[Entry, ...]
    slots: dict[str, Words] = {}
    endings: dict[str, Words] = {}
    runs: dict[str, Run] = {}
    unsaid: Words = ()
    patterns: tuple[Pattern, ...] = ()


class Office(_File):
    """An office or profession with its other forms; only a `public` one makes its holder's name public."""

    name: Word
    public: bool = False
    aliases: Words = ()
    plural: Words = ()
    certain: bool = False


class OfficesFile(_File):
    """offices.yaml."""

    offices: tuple[Office, ...]
    party_office: Word


class NumbersFile(_File):
    """rules/numbers.yaml."""

    words: dict[Word, float]
    tens: dict[Word, int]
    units: dict[Word, int]
    joints: Words
    scales: dict[Word, int]


class DatesFile(_File):
    """rules/dates.yaml."""

    months: dict[Word, Annotated[int, Field(ge=1, le=12)]]
    slots: dict[str, Words]
    dates: Words
    periods: Words
    ages: Words
    frequency_before: Words
    frequency_after: Words
    number_before: Words
    no_age_behind: Words


class AmountsFile(_File):
    """rules/amounts.yaml."""

    slots: dict[str, Words]
    money: Words
    percent: Words


class PlacesFile(_File):
    """rules/places.yaml."""

    needs_evidence: Words
    place_cues: Words
    inside: Words
    islands: Words
    province_cues: Words
    region_cues: Words
    municipality_cues: Words
    adjectives: dict[Word, str]
    endings: tuple[tuple[str, str], ...]
    not_adjectives: Words
    areas: dict[Word, str]
    province_marks: dict[Word, str]
    street_endings: Words
    district_endings: Words
    district_cues: Words
    street_cues: Words
    street_names: Words
    street_firsts: Words
    road_cues: Words
    sides: Words
    parts: Words
    shared: Words


class VillagesFile(_File):
    """rules/villages.yaml: places without a code."""

    villages: Words
    districts: Words
    quarters: Words


class PeopleFile(_File):
    """rules/people.yaml."""

    honorifics: Words
    men: Words
    women: Words
    titles: Words
    particles: Words
    groups: Words
    private_before: Words
    plural_before: Words
    relatives: Words
    private_after: Words
    before_place: Words
    between: Words
    portfolios: Words
    not_names: Words
    greetings: Words
    initialed: Words
    joins: Words
    appositions: Words
    taking: Words
    belonging: Words
    dwelling: Words
    owning: Words
    definite: Words
    participation: Words
    years: Words


class TitlesFile(_File):
    """rules/titles.yaml."""

    announced_by: Words
    listed_by: Words
    title_words: Words
    dated_works: Words
    plain_works: Words
    plain_products: Words
    stops: Words
    stops_before_name: Words
    no_titles: Words
    particles: Words
    no_subtitle: Words
    beside: dict[Word, Words]


class SpansFile(_File):
    """rules/spans.yaml."""

    lead: Words
    areas: Words
    between_names: Words
    labels_trimmed: Words
    never: Words
    unmarked: Words
    longer_wins: Words
    longer_over: Words
    longer_from: Words
    with_capital: Words
    law_words: Words
    joints: Words
    articles: Words
    whereabouts: Words
    short_names: Words
    branches: Words
    variants: Words
    kind_words: Words
    model_words: Words
    united: Words


class Rules(_File):
    """All files below rules/, by file name."""

    numbers: NumbersFile
    dates: DatesFile
    amounts: AmountsFile
    places: PlacesFile
    villages: VillagesFile
    people: PeopleFile
    privacy: PrivacyFile
    articles: ArticlesFile
    titles: TitlesFile
    spans: SpansFile
    given: GivenFile
    rosters: RostersFile
    councils: CouncilsFile
