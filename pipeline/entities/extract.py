"""One document -> its entities: model, gazetteer and rules put together; plain data for the table `entities`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.entities.amounts import Amounts
from pipeline.entities.appositions import Appositions
from pipeline.entities.articles import Articles
from pipeline.entities.councils import Councils
from pipeline.entities.dates import Dates
from pipeline.entities.details import Details
from pipeline.entities.echo import Echo
from pipeline.entities.gazetteer import Gazetteer, name_pattern, slug
from pipeline.entities.given import GivenNames
from pipeline.entities.identities import other_mentions, settle_people, surnames_again
from pipeline.entities.knowledge import Knowledge, load_knowledge
from pipeline.entities.locations import Locations, Setting
from pipeline.entities.numbers import Numbers
from pipeline.entities.ordinary import Ordinary
from pipeline.entities.people import People
from pipeline.entities.reader_features import Page, make_lists
from pipeline.entities.removed import Removed
from pipeline.entities.roles import Roles
from pipeline.entities.rosters import Rosters
from pipeline.entities.second_reader import SecondReader, read_second_reader
from pipeline.entities.series import Series
from pipeline.entities.settle import mend_model_names, settle
from pipeline.entities.sites import Sites
from pipeline.entities.spans import Cover, Found
from pipeline.entities.titles import Titles
from pipeline.entities.unions import Unions
from pipeline.places import Places, load_places

FIELDS = ("start", "end", "label", "canonical_id", "canonical_name", "value", "office", "body", "origin", "public")
_TITLED = ("PRODUCT", "WORK_OF_ART")
_MAYBE_PERSON = 2  # words; a longer name of a programme may hold a given name ("Opvoeden met Roos")
_NAMED = ("ORG", "LAW", "PRODUCT", "EVENT", "WORK_OF_ART", "FAC")


def extract_entities(
    payload: dict[str, Any], *, models: str, fictional: bool, window_words: int
) -> dict[str, list[Any]]:
    """Find the entities of one document.

    Args:
        payload: ``text``, ``year`` and ``municipality_code`` of the document (or None), and ``names`` of the language
            model as [start, end, label].
        models: the folder models/, with entities/ and places/.
        fictional: know the fictional municipalities of the example.
        window_words: how far an office may stand from its holder's name.

    Returns:
        Columns of the table `entities` (start, end, label, canonical_id, canonical_name, value, office, body, origin,
        public): flat, sorted by start, without overlaps; offsets are code points in the text.
    """
    extractor = load_extractor(models, fictional, window_words)
    setting = Setting(payload["year"], payload["municipality_code"])
    names = [Found(start, end, label, "model") for start, end, label in payload["names"]]
    found = extractor.extract(payload["text"], names, setting=setting)
    return {field: [getattr(f, field) for f in found] for field in FIELDS}


@lru_cache(maxsize=2)
def load_extractor(models: str, fictional: bool, window_words: int) -> Extractor:
    """The compiled knowledge, once in a process."""
    folder = Path(models)
    places = load_places(folder / "places", fictional=fictional)
    reader = read_second_reader(folder / "second_reader")
    return Extractor(load_knowledge(folder / "entities"), places, window_words=window_words, reader=reader)


class Extractor:
    """All rules and gazetteers, compiled."""

    def __init__(
        self, knowledge: Knowledge, places: Places, *, window_words: int, reader: SecondReader | None = None
    ) -> None:
        """Without `reader` the names are those of rules, lists and model: what the reader learns from."""
        rules = knowledge.rules
        name, numbers = name_pattern(rules.spans), Numbers(rules.numbers)
        self._spans, self._words, self._persons = rules.spans, knowledge.ordinary, knowledge.persons
        self._dates, self._amounts = Dates(rules.dates, numbers), Amounts(rules.amounts, numbers)
        self._gazetteer, self._articles = Gazetteer(knowledge, places), Articles(rules.articles)
        self._locations = Locations(rules.places, rules.villages, places)
        self._sites = Sites(
            rules.places, name, rules.people.honorifics, ordinary=knowledge.ordinary, persons=knowledge.persons
        )
        self._details = Details(rules.privacy, rules.places)
        self._titles = Titles(rules.titles, name, ordinary=knowledge.ordinary)
        self._people = People(rules.people, knowledge.offices, persons=knowledge.persons, given=knowledge.given)
        self._removed = Removed(knowledge.removed, self._people)
        self._roles = Roles(rules.people, knowledge.offices, window_words=window_words)
        councils = Councils(rules.councils, rules.people, reader=self._people)
        self._rosters = Rosters(
            rules.rosters, rules.people, knowledge.offices, councils=councils, towns=self._locations.words
        )
        self._ordinary = Ordinary(knowledge.ordinary, rules.people, knowledge.offices)
        common = knowledge.ordinary | knowledge.persons
        offices = {n.lower() for o in knowledge.offices.offices for n in (o.name, *o.aliases)}
        words = knowledge.ordinary | self._locations.words | offices | set(rules.spans.kind_words)
        self._given = GivenNames(rules.given, knowledge.given, rules.people, common=words, reader=self._people)
        self._appositions = Appositions(rules.titles.beside, name, common=common)
        self._echo = Echo(rules.spans, ordinary=knowledge.ordinary, persons=knowledge.persons)
        self._series = Series(rules.spans, ordinary=knowledge.ordinary, persons=knowledge.persons)
        self._unions = Unions(rules.spans, towns=self._locations.words)
        between = rules.spans.between_names
        self._lists = make_lists(knowledge.ordinary, knowledge.given, knowledge.persons, between=between)
        self._reader = reader

    def extract(self, text: str, names: list[Found], *, setting: Setting) -> list[Found]:
        """The entities of one text, given the names that the language model sees."""
        flat = self._flat(text, names, setting)
        flat = self._reader.read(Page(text, flat, names, self._lists)) if self._reader else flat
        finished = [self._finish(f, text) for f in self._articles.add(self._settle_persons(text, flat), text)]
        return self._removed.apply(text, finished)

    def page(self, text: str, names: list[Found], *, setting: Setting) -> Page:
        """What the second reader is given to read."""
        return Page(text, self._flat(text, names, setting), names, self._lists)

    def _flat(self, text: str, names: list[Found], setting: Setting) -> list[Found]:
        """Names of rules, lists and model without overlaps, before anybody has an office."""
        model = [self._whole(n, text) for n in self._mend(names, text) if self._is_credible(n, text)]
        things = self._things(text, model, setting)
        things = _without_longer(things, text)
        titled = [n for n in model if n.label in _TITLED]
        things += self._echo.find(text, Cover(self._settle([*things, *titled])))
        known = Cover(self._settle(things))
        model = [n for n in model if n.label != "PERSON"] + self._people.mend(_persons(model), text, known=known)
        ends = {n.start: n.end for n in _persons(model)}
        flat = self._settle([*things, *self._people.find(text, known=known, model=ends), *model])
        flat = self._ordinary.drop(text, flat, roles=self._roles)
        flat = self._settle([*flat, *self._series.find(text, Cover(flat))])
        flat = self._unions.join(text, flat)
        flat = self._settle([*flat, *self._addresses(text, flat), *self._dates.find_beside(text, _persons(flat))])
        return self._settle(self._given.apply(text, flat))

    def _mend(self, names: list[Found], text: str) -> list[Found]:
        return mend_model_names(names, text, spans=self._spans, ordinary=self._words)

    def _whole(self, name: Found, text: str) -> Found:
        return self._titles.mend(name, text) if name.label == "WORK_OF_ART" else name

    def _is_credible(self, name: Found, text: str) -> bool:
        if name.label == "DATE":
            frequency = self._dates.is_frequency(text, name.start, name.end)
            return self._dates.is_plausible(text[name.start : name.end]) and not frequency
        if name.label == "GPE":
            return self._locations.stands_as_place(text, name.start) or self._locations.knows(text, name)
        if name.label == "PRODUCT":
            words = text[name.start : name.end].lower().split()
            return len(words) > _MAYBE_PERSON or not any(w in self._persons for w in words)
        return name.label != "WORK_OF_ART" or self._titles.is_title(text, name.start, name.end)

    def _settle(self, candidates: Iterable[Found]) -> list[Found]:
        return settle(candidates, spans=self._spans)

    def _things(self, text: str, model: list[Found], setting: Setting) -> list[Found]:
        found = [*self._dates.find(text), *self._amounts.find(text), *self._gazetteer.find(text)]
        found += self._locations.find(text, setting=setting, model=Cover(model))
        finders = (self._sites.find, self._titles.find, self._details.find, self._appositions.find)
        return [*found, *(one for find in finders for one in find(text))]

    def _addresses(self, text: str, flat: list[Found]) -> list[Found]:
        ends = {f.end for f in _persons(flat)}
        return self._details.find_addresses(text, known=Cover(flat), people_end=ends)

    def _settle_persons(self, text: str, flat: list[Found]) -> list[Found]:
        persons = _persons(flat)
        hidden = [f for f in flat if f.label == "ID"]
        beside = self._people.find_beside(text, persons, hidden, known=Cover(flat))
        flat = self._settle([*flat, *beside])
        flat = surnames_again(text, flat, people=self._people)
        more = other_mentions(text, _persons(flat), known=Cover(flat), people=self._people)
        flat = self._settle([*flat, *more])
        persons = _persons(flat)
        cover = Cover(flat)
        evidence = self._rosters.add(text, cover, self._roles.judge(text, cover))
        settled = settle_people(text, persons, evidence, people=self._people)
        return sorted([*(f for f in flat if f.label != "PERSON"), *settled], key=lambda f: f.start)

    def _finish(self, found: Found, text: str) -> Found:
        """Values for the model's dates, ids for names without an entry."""
        written = text[found.start : found.end]
        if found.label == "DATE" and found.value is None:
            return replace(found, value=self._dates.value(written))
        if found.label in _NAMED and found.canonical_id is None and slug(written):
            name = " ".join(written.split())
            return replace(found, canonical_id=f"{found.label.lower()}:{slug(name)}", canonical_name=name)
        return found


def _without_longer(things: list[Found], text: str) -> list[Found]:
    """Not "Triple P zat vier keer vol": a programme of the lists ends where small letters follow."""
    known = {f.start: f.end for f in things if f.label == "PRODUCT" and f.origin == "gazetteer"}
    return [
        f
        for f in things
        if f.origin != "rule" or f.label != "PRODUCT" or not text[known.get(f.start, f.end) : f.end].strip().islower()
    ]


def _persons(names: list[Found]) -> list[Found]:
    return [name for name in names if name.label == "PERSON"]
