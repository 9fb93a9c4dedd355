"""The exceptions of the program: each tells what was found, what was expected, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass


class MonitorError(Exception):
    """Base of every error that a user can mend. The message is shown without a traceback.

    Args:
        found: what was met, in the user's own terms.
        expected: what would have been right.
        where: file, key, table or stage.
        remedy: the next thing to do.
    """

    def __init__(self, found: str, *, expected: str = "", where: str = "", remedy: str = "") -> None:
        self.found, self.expected, self.where, self.remedy = found, expected, where, remedy
        lines = [found]
        lines += [f"  expected: {expected}"] if expected else []
        lines += [f"  where:    {where}"] if where else []
        lines += [f"  to do:    {remedy}"] if remedy else []
        super().__init__("\n".join(lines))


class SettingsError(MonitorError):
    """params.yaml holds an unknown key, a value of a wrong kind, or a choice that does not exist."""


class ContractError(MonitorError):
    """A table does not hold what tables.py promises."""


class InputError(MonitorError):
    """A file or folder that the user named is missing, empty or unreadable."""


class ModelError(MonitorError):
    """A language model, concept scheme, gazetteer or classifier is missing or unusable."""


class StorageError(MonitorError):
    """The disk is full, or a file of the program's own cannot be read or written."""


class EngineError(MonitorError):
    """The cluster cannot be reached, has no workers, or runs other software than this machine."""


class RejectedDocument(Exception):
    """One document cannot become text. Never stops a run: it becomes a row in `rejects`.

    Args:
        reason: one of ``schema.values.REJECT_REASONS``.
        detail: what was seen, for the person who wants to mend the source.
    """

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}")

    def __reduce__(self) -> tuple[type[RejectedDocument], tuple[str, str]]:
        return RejectedDocument, (self.reason, self.detail)


@dataclass(frozen=True)
class Failure:
    """A document that could not be processed; `reason` is one of ``schema.values.REJECT_REASONS``."""

    reason: str
    detail: str
