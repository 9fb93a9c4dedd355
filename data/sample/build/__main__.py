"""Build the example corpus: ``python -m data.sample.build [folder]`` (in the repository's root).

Inputs: data/sample/source/, region.yaml, story.yaml. Outputs, in data/sample/ or in the folder given: corpus/, truth/.
"""

from __future__ import annotations

import sys
from pathlib import Path

from data.sample.build.corpus import build
from pipeline.errors import MonitorError

SAMPLE = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Build, and tell how much was made."""
    try:
        counts = build(SAMPLE, into=Path(arguments[0]) if arguments else SAMPLE)
    except MonitorError as error:
        print(error, file=sys.stderr)
        return 1
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
