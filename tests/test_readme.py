"""What the README promises is there: its commands, its files, its pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("#")[0].strip()
    for block in re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make ")])
def test_every_make_command_has_its_target(command: str) -> None:
    assert command.split()[1] in TARGETS


@pytest.mark.parametrize("command", [c for c in COMMANDS if " -S " in c])
def test_every_setting_in_a_command_exists(command: str) -> None:
    section, key = command.split(" -S ")[1].split("=", maxsplit=1)[0].split(".")
    assert key in yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))[section]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_leads_somewhere(target: str) -> None:
    assert target.startswith("https://") or (ROOT / target).exists()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:pipeline|models|data|docs|tests)/[^`*<]*)`", README))))
def test_every_named_file_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 120
