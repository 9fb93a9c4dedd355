"""From which probability on something counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """From which probability a step is given, and a concept counts: by a label, or by a pattern or the model."""

    step: float
    paraphrase: float
    label: float = 0.0
