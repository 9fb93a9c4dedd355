"""The real words of letterheads and feet, for the tests."""

from __future__ import annotations

from pathlib import Path

from pipeline.cleaning.formats.margin_rules import load_margin_rules

MARGINS = load_margin_rules(Path(__file__).parents[3] / "models" / "cleaning")
