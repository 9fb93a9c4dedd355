"""Politeness off, small pages from the loopback interface: our fetcher against a bare Scrapy spider that saves bodies.

``python -m benchmarks.scraping_speed [--pages 2000] [--times 3]``: both follow the links of the same replayed site,
16 at a time, in turns and in one run of this script. Pages a second are counted from the server's first request to its
last; the processor time is that of the whole process, start-up and snapshot included. Prints the ratio of the medians.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse, Response

from tests.sources.servers.loopback import Asked, Loopback, Reply, serving
from tests.sources.servers.site import page_name, site
from tests.sources.workshop import Workshop

AT_ONCE = 16


def main() -> None:
    """Run both in turns and print the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--bare", metavar="URL", help="(used by itself) crawl this site with the bare spider")
    options = parser.parse_args()
    if options.bare:
        _bare_spider(options.bare)
        return
    figures: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": []}
    for _ in range(options.times):
        for name, run in (("bare", _bare), ("ours", _ours)):
            figures[name].append(_measure(run, options.pages))
            print(
                f"{name}: {figures[name][-1][0]:.0f} pages a second, {figures[name][-1][1]:.1f} s processor", flush=True
            )
    rates = {name: median(rate for rate, _ in found) for name, found in figures.items()}
    print(f"median: bare {rates['bare']:.0f}, ours {rates['ours']:.0f}: ratio {rates['ours'] / rates['bare']:.2f}")


def _measure(run: Callable[[str, Path], None], pages: int) -> tuple[float, float]:
    times: list[float] = []
    inner = site(pages, sitemap=False, robots="")

    def app(asked: Asked) -> Reply:
        times.append(time.perf_counter())
        return inner(asked)

    with serving(app) as server, tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(f"{server.url}/", Path(folder))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        _complete(server, pages)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return len(times) / (times[-1] - times[0]), processor


def _complete(server: Loopback, pages: int) -> None:
    missing = {page_name(n, pages) for n in range(pages)} - set(server.asked())
    if missing:
        raise SystemExit(f"{len(missing)} pages were never asked, such as {sorted(missing)[0]}")


def _ours(url: str, folder: Path) -> None:
    shop = Workshop(folder)
    shop.write({"connector": "website", "urls": [url]}, per_host=AT_ONCE, at_once=AT_ONCE)
    shop.fetch()


def _bare(url: str, folder: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.scraping_speed", "--bare", url]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    subprocess.run(command, cwd=folder, env=environment, check=True)


class Bare(Spider):
    """Nothing but links followed and bodies saved."""

    name = "bare"

    def parse(self, response: Response) -> Iterator[Request]:
        """Save, and follow."""
        Path(sha256(response.url.encode()).hexdigest()).write_bytes(response.body)
        if isinstance(response, HtmlResponse):
            for link in response.css("a::attr(href)").getall():
                yield response.follow(link, self.parse)


def _bare_spider(url: str) -> None:
    settings = {
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "LOG_LEVEL": "CRITICAL",
        "TELNETCONSOLE_ENABLED": False,
    }
    process = CrawlerProcess({**settings, "REMOTE_CONTROL_ENABLED": False})
    process.crawl(Bare, start_urls=[url])
    process.start()


if __name__ == "__main__":
    main()
