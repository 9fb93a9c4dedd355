"""``python -m pipeline.sources fetch SOURCE...``: the only command that goes to the network, for these sources.

``fetch`` goes on where it was, or asks again what may have changed when it was ready; then it writes the snapshot that
the stage scrape reads. ``--dry-run`` asks nothing and tells what it would ask; ``--count`` asks only for the lists.
``--all`` takes every source of params.yaml that is on the network.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from functools import partial

from pipeline.runner import run
from pipeline.sources.fetching.refresh import Mode, networked, refresh


def main(arguments: list[str]) -> None:
    """Fetch the sources one by one; the exit code is 1 when one of them falls short."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.sources", description=__doc__)
    fetch = parser.add_subparsers(required=True, metavar="fetch").add_parser("fetch", help="fetch sources")
    fetch.add_argument("sources", nargs="*", metavar="SOURCE", help="keys under `sources` in params.yaml")
    fetch.add_argument("--all", action="store_true", help="every source that is on the network")
    fetch.add_argument(
        "--dry-run", action="store_true", help="ask nothing; say what would be asked, and how long it takes"
    )
    fetch.add_argument("--count", action="store_true", help="ask for the lists only, and say what would be fetched")
    fetch.add_argument("--incomplete", action="store_true", help="write the snapshot even when the source fell short")
    options = parser.parse_args(arguments)
    mode = Mode(dry=options.dry_run, count=options.count, incomplete=options.incomplete)
    if options.all == bool(options.sources):
        parser.error("name sources, or give --all")
    if options.all and not options.sources:
        run("fetch", lambda settings: options.sources.extend(networked(settings)))
        print(f"sources on the network: {', '.join(options.sources) or 'none; see the comments in params.yaml'}")
    if len(options.sources) == 1 or options.dry_run:
        for key in options.sources:
            run(f"fetch {key}", partial(refresh, key=key, mode=mode))
        return
    flags = [a for a in arguments if a.startswith("--") and a != "--all"]
    sys.exit(max((_alone(key, flags) for key in options.sources), default=0))


def _alone(key: str, flags: list[str]) -> int:
    """A process a source: Scrapy's reactor can be started once."""
    command = [sys.executable, "-m", "pipeline.sources", "fetch", key, *flags]
    return subprocess.run(command, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    main(sys.argv[1:])
