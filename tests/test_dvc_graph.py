"""dvc.yaml is the only graph: every module that a stage imports stands among its deps, or an edit would be skipped."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
STAGES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]


def _body(name: str) -> dict[str, Any]:
    stage = STAGES[name]
    body: dict[str, Any] = stage.get("do", stage)
    return body


def _imports(module: Path) -> set[Path]:
    """Files below pipeline/ that a module needs, by whatever road, itself included."""
    todo, seen = [module], set()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names += [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                file = ROOT / (name.replace(".", "/") + ".py")
                if name.startswith("pipeline.") and file.exists():
                    todo.append(file)
    return seen


def _needed(name: str) -> set[Path]:
    stages = ROOT / "pipeline" / "stages"
    return _imports(stages / "__main__.py") | _imports(stages / f"{name}.py")


def _covered(path: Path, deps: list[str]) -> bool:
    relative = path.relative_to(ROOT).as_posix()
    return any(relative == dep or relative.startswith(dep + "/") for dep in deps)


@pytest.mark.parametrize("name", STAGES)
def test_every_imported_module_is_a_dep(name: str) -> None:
    deps = [dep for dep in _body(name)["deps"] if isinstance(dep, str)]
    needed = _needed(name)
    missing = sorted(str(p.relative_to(ROOT)) for p in needed if not _covered(p, deps))
    assert not missing, f"dvc.yaml, stage {name}: add to deps {missing}"


@pytest.mark.parametrize("name", STAGES)
def test_every_code_dep_exists_and_is_needed(name: str) -> None:
    needed = _needed(name)
    for dep in (d for d in _body(name)["deps"] if isinstance(d, str) and d.startswith("pipeline/")):
        assert (ROOT / dep).exists(), f"{name}: {dep} does not exist"
        assert any(_covered(path, [dep]) for path in needed) or (ROOT / dep).is_dir(), f"{name} never imports {dep}"


def test_every_stage_file_is_in_the_graph() -> None:
    files = {p.stem for p in (ROOT / "pipeline" / "stages").glob("*.py")} - {"__init__", "__main__"}
    assert files == set(STAGES)


def test_an_import_that_is_missed_would_be_seen() -> None:
    deps = [d for d in _body("clean")["deps"] if isinstance(d, str) and d != "pipeline/cleaning"]
    assert any(not _covered(p, deps) for p in _imports(ROOT / "pipeline/stages/clean.py"))
