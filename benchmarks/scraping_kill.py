"""Kill a crawl at random moments, start it again, and see whether anything is lost, double, cut off or asked in vain.

``python -m benchmarks.scraping_kill [--pages 2000] [--kills 200] [--seed 1]``: a replayed site on the loopback
interface answers after 20 ms and is asked by eight at a time; SIGKILL comes after a random number of requests and up to
40 ms, so that the kills are spread over the crawl. Ends with 1 when anything is wrong. What may be repeated is what was
under way: eight requests a kill.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.sources.servers.loopback import App, Asked, Loopback, Reply, serving
from tests.sources.servers.site import page_body, page_name, site
from tests.sources.workshop import Workshop

PER_HOST = 8
PAUSE = 0.02


@dataclass(frozen=True)
class Verdict:
    """What came of it: numbers of documents, and of requests beyond one for each address."""

    kills: int
    lost: int
    double: int
    cut_off: int
    repeated: int
    allowed: int

    @property
    def fine(self) -> bool:
        """Whether all is as it should be."""
        return not (self.lost or self.double or self.cut_off) and self.repeated <= self.allowed


def kill_and_judge(folder: Path, *, pages: int, kills: int, chance: random.Random) -> Verdict:
    """Crawl a replayed site of so many pages through so many kills, and judge the snapshot."""
    with serving(_slow(site(pages))) as server:
        shop = Workshop(folder)
        shop.write({"connector": "website", "urls": [f"{server.url}/"]}, per_host=PER_HOST, at_once=PER_HOST)
        done = sum(_killed(shop, server, chance, pages, kills - n) for n in range(kills))
        shop.fetch()
        asked = Counter(server.asked())
    return _judge(shop, server, pages, done, asked)


def _slow(app: App) -> App:
    """Each answer in two pieces with a pause between, so that kills fall in the middle of bodies too."""

    def slow(asked: Asked) -> Reply:
        reply = app(asked)
        if reply.status != 200 or asked.path in ("/robots.txt", "/sitemap.xml"):
            return reply
        head = f"HTTP/1.1 200 X\r\nContent-Type: {reply.media_type}\r\nContent-Length: {len(reply.body)}\r\n"
        head += f"ETag: {reply.headers['ETag']}\r\nConnection: close\r\n\r\n"
        half = len(reply.body) // 2
        return Reply(raw=((PAUSE / 2, head.encode() + reply.body[:half]), (PAUSE / 2, reply.body[half:])))

    return slow


def _killed(shop: Workshop, server: Loopback, chance: random.Random, pages: int, left: int) -> bool:
    """One life, of a random number of requests such that the kills are spread over the whole crawl."""
    ahead = max(1, 2 * (pages - len(set(server.asked()))) // (left + 1))
    until = len(server.log) + chance.randint(1, ahead)
    process = shop.start()
    while len(server.log) < until and process.poll() is None:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 2 * PAUSE))
    process.kill()
    process.communicate()
    return process.returncode == -9


def _judge(shop: Workshop, server: Loopback, pages: int, kills: int, asked: Counter[str]) -> Verdict:
    lines = shop.snapshot()
    wanted = {f"{server.url}{page_name(n, pages)}": page_body(n, pages) for n in range(pages)}
    found = Counter(line["url"] for line in lines)
    wrong = sum(
        shop.body(line) != wanted.get(line["url"]) or sha256(shop.body(line)).hexdigest() != line["sha256"]
        for line in lines
    )
    with sqlite3.connect(shop.folder / "data/store/bron.sqlite") as store:
        broken = store.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
    return Verdict(
        kills=kills,
        lost=len(wanted.keys() - found.keys()),
        double=sum(n - 1 for n in found.values()),
        cut_off=wrong + broken,
        repeated=sum(n - 1 for n in asked.values()),
        allowed=PER_HOST * kills,
    )


def main() -> int:
    """Run it and say what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(options.seed)
        verdict = kill_and_judge(Path(folder), pages=options.pages, kills=options.kills, chance=chance)
    print(f"{verdict}; {'fine' if verdict.fine else 'WRONG'}; {time.monotonic() - start:.0f} s")
    return 0 if verdict.fine else 1


if __name__ == "__main__":
    sys.exit(main())
