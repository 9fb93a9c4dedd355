"""params.yaml -> frozen, validated settings. An unknown key fails and names the nearest known one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipeline.errors import SettingsError
from pipeline.setting_errors import settings_error


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceSettings(_Section):
    """One source of documents; `connector` names a file in pipeline/sources/."""

    connector: str = "folder"
    path: Path | None = None
    store: str | None = None
    licence: str | None = None
    minimum: Annotated[int, Field(ge=0)] = 0
    maximum: Annotated[int, Field(ge=1)] | None = None
    complete: Annotated[float, Field(ge=0, le=1)] = 0.98
    endpoint: str | None = None
    urls: tuple[str, ...] = ()
    addresses: Path | None = None
    query: str = ""
    municipalities: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    seconds_between: Annotated[float, Field(ge=0, le=3600)] | None = None

    @field_validator("store")
    @classmethod
    def _is_bare_address(cls, store: str | None) -> str | None:
        if store is not None and "://" not in store:
            raise ValueError("a store is an address such as s3://bucket/prefix or file:///shared/raw")
        if store is not None and "@" in store.split("://", 1)[1].split("/", 1)[0]:
            raise ValueError("credentials never stand in params.yaml: put them in the environment (docs/cluster.md)")
        return store.rstrip("/") if store else None


class FetchSettings(_Section):
    """How sources on the network are asked. No stage reads it: only `python -m pipeline.sources fetch`."""

    contact: str = ""
    seconds_between: Annotated[float, Field(ge=0, le=3600)] = 1.0
    per_host: Annotated[int, Field(ge=1, le=64)] = 1
    at_once: Annotated[int, Field(ge=1, le=256)] = 8
    quiet_hours: tuple[Annotated[int, Field(ge=0, le=23)], Annotated[int, Field(ge=0, le=23)]] | None = None
    robots: bool = True
    timeout_seconds: Annotated[float, Field(gt=0)] = 120.0
    attempts: Annotated[int, Field(ge=1, le=20)] = 5
    backoff_seconds: Annotated[float, Field(ge=0)] = 20.0
    max_bytes: Annotated[int, Field(ge=1000)] = 50_000_000
    max_depth: Annotated[int, Field(ge=0)] = 12
    max_pages_per_host: Annotated[int, Field(ge=1)] = 20_000
    max_pages_alike: Annotated[int, Field(ge=1)] = 5_000
    max_url_length: Annotated[int, Field(ge=100)] = 2_000
    allow_hosts: tuple[str, ...] = ()


class PlaceSettings(_Section):
    """Which gazetteers count."""

    fictional: bool = False


class CleanSettings(_Section):
    """Bytes to text, passages and facts."""

    max_bytes: Annotated[int, Field(ge=1000)] = 50_000_000
    max_characters: Annotated[int, Field(ge=1000)] = 3_000_000
    passage_words: tuple[int, int] = (30, 250)
    years: tuple[int, int] = (2011, 2015)
    reuse_words: Annotated[int, Field(ge=8)] = 25
    topic_threshold: Annotated[float, Field(ge=0, le=1)] = 0.5
    ocr_seconds: Annotated[float, Field(ge=0)] = 180.0
    office_seconds: Annotated[float, Field(ge=0)] = 60.0


class LanguageSettings(_Section):
    """The language model: a package name, a path, or `bundled`."""

    model: str = "nl_core_news_lg"
    fallback: str | None = "bundled"


class EntitySettings(_Section):
    """Rules and linking of names."""

    window_words: Annotated[int, Field(ge=1)] = 8


class ConceptSettings(_Section):
    """Matching of concepts and the ladder from words to deeds."""

    ladder_threshold: Annotated[float, Field(ge=0, le=1)] = 0.4
    paraphrase_threshold: Annotated[float, Field(gt=0, le=1)] = 0.42
    label_threshold: Annotated[float, Field(ge=0, le=1)] = 0.3


class EmbedSettings(_Section):
    """Passages to vectors; `embedder` names a file in pipeline/embedders/."""

    embedder: str = "lsa_characters"
    dimensions: Annotated[int, Field(ge=2, le=1024)] = 200
    model: str | None = None
    fit_passages: Annotated[int, Field(ge=30)] = 50_000


class TopicSettings(_Section):
    """BERTopic and its stability."""

    min_size: Annotated[int, Field(ge=2)] = 15
    neighbours: Annotated[int, Field(ge=2)] = 15
    components: Annotated[int, Field(ge=2)] = 5
    refits: Annotated[int, Field(ge=0)] = 8
    stable_above: Annotated[float, Field(ge=0, le=1)] = 0.5
    guided: bool = False
    fit_passages: Annotated[int, Field(ge=30)] = 50_000


class TrendSettings(_Section):
    """Series, intervals and tests."""

    min_documents: Annotated[int, Field(ge=1)] = 10
    min_municipalities: Annotated[int, Field(ge=1)] = 3
    draws: Annotated[int, Field(ge=100)] = 1000
    significant_below: Annotated[float, Field(gt=0, lt=1)] = 0.05
    min_coverage: Annotated[float, Field(ge=0, le=1)] = 0.8


class EvaluateSettings(_Section):
    """Predictions against the truth, where a run has one."""

    truth: Path = Path("truth")


class Bilingual(_Section):
    """A text for readers in Dutch and in English; left empty, the English pages show the Dutch."""

    nl: str = ""
    en: str = ""


class ReportSettings(_Section):
    """What an institute may put on its own copy of the report; colours are written #RRGGBB."""

    title: str = "Transformatiemonitor"
    publisher: str = ""
    logo: Path | None = None
    colour: Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = ""
    colour_dark: Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = ""
    notice: str | Bilingual = ""
    introduction: str | Bilingual = ""
    address: Annotated[str, Field(pattern=r"^(https?://[^\s<>\"{}|\\^`]+)?$")] = ""
    pdf: Literal["all", "whole", "none"] = "all"


class EngineSettings(_Section):
    """Where per-document work runs, and what one document may take."""

    kind: Literal["local", "dask"] = "local"
    address: Annotated[str, Field(pattern=r"^(local-cluster|(tcp|tls|ws|wss)://[^/@\s]+:\d+)$")] | None = None
    workers: Literal["auto"] | Annotated[int, Field(ge=1, le=256)] = "auto"
    seconds_per_document: Annotated[float, Field(gt=0)] = 240.0
    memory_mb_per_document: Annotated[int, Field(ge=100)] = 2000
    patience_seconds: Annotated[float, Field(gt=0)] = 600.0

    @model_validator(mode="after")
    def _has_address(self) -> Self:
        if self.kind == "dask" and not self.address:
            raise ValueError("kind dask needs an address: tcp://host:8786, or local-cluster")
        return self


class Settings(_Section):
    """All of params.yaml."""

    seed: Annotated[int, Field(ge=0, lt=2**32)] = 2015
    sources: dict[str, SourceSettings]
    fetch: FetchSettings = FetchSettings()
    places: PlaceSettings = PlaceSettings()
    clean: CleanSettings = CleanSettings()
    language: LanguageSettings = LanguageSettings()
    entities: EntitySettings = EntitySettings()
    concepts: ConceptSettings = ConceptSettings()
    embed: EmbedSettings = EmbedSettings()
    topics: TopicSettings = TopicSettings()
    trends: TrendSettings = TrendSettings()
    evaluate: EvaluateSettings = EvaluateSettings()
    report: ReportSettings = ReportSettings()
    engine: EngineSettings = EngineSettings()

    @property
    def models_path(self) -> Path:
        """Folder with concepts, gazetteers, places and the bundled language model."""
        return Path("models")

    @property
    def work_path(self) -> Path:
        """Folder of this workspace for locks and the cache; safe to delete."""
        return Path(".cache")


def load_settings(path: Path) -> Settings:
    """Read and validate params.yaml.

    Raises:
        SettingsError: the file is missing, is no YAML, or breaks the rules; the message names the key.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            "params.yaml is missing", where=str(path.absolute()), remedy="run from the folder that holds dvc.yaml"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"params.yaml is no valid YAML: {error}", where=str(path)) from None
    if not isinstance(data, dict):
        raise SettingsError("params.yaml holds no settings", expected="`key: value` lines", where=str(path))
    return parse_settings(data, where=str(path))


def parse_settings(data: dict[str, Any], *, where: str = "params.yaml") -> Settings:
    """Validate settings that are already read."""
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise settings_error(error, Settings, where) from None
