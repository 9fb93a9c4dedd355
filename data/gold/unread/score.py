"""Measure names on the writers whom nothing has learned from: ``uv run python -m data.gold.unread.score``.

Input: source/, models/, params.yaml, data/language.json of a run. Prints what stage gold_names writes for the test
part.
"""

from __future__ import annotations

import json
import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from data.gold.build.write import ROOT, read_gold
from pipeline.errors import InputError, MonitorError
from pipeline.params import load_settings
from pipeline.stages import gold_names

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run stage gold_names on these texts, in a folder of its own."""
    settings = load_settings(ROOT / "params.yaml")
    language = ROOT / gold_names.LANGUAGE
    if not language.exists():
        raise InputError("the run's language model is unknown", where=str(language), remedy="make report")
    with TemporaryDirectory() as folder:
        work = Path(folder)
        (work / gold_names.GOLD).parent.mkdir(parents=True)
        rows, _ = read_gold(HERE)
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (work / gold_names.GOLD).write_text("".join(lines), encoding="utf-8")
        (work / gold_names.LANGUAGE).write_bytes(language.read_bytes())
        (work / "models").symlink_to(ROOT / settings.models_path)
        with chdir(work):
            gold_names.main(settings)
        print((work / gold_names.SCORES).read_text(encoding="utf-8"))


if __name__ == "__main__":
    try:
        main()
    except MonitorError as error:
        sys.exit(str(error))
