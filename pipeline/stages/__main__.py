"""``python -m pipeline.stages NAME``: run one stage, in the folder that holds params.yaml.

The worker processes of a stage import its functions by name and start from here: a module of this name is never
imported again in them, so that they do not load what only the stage itself needs.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from pipeline.runner import run


def main(arguments: list[str]) -> None:
    """Run the stage that the first argument names; the others are handed to it."""
    known = sorted(f.stem for f in Path(__file__).parent.glob("*.py") if not f.stem.startswith("__"))
    if not arguments or arguments[0] not in known:
        sys.exit(f"which stage? one of: {', '.join(known)}")
    stage, *rest = arguments
    module = importlib.import_module(f"pipeline.stages.{stage}")
    run(stage, lambda settings: module.main(settings, *rest))


if __name__ == "__main__":
    main(sys.argv[1:])
