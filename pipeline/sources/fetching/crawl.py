"""Fetch one source: Scrapy with its doors closed, driven by the store, until nothing waits."""

from __future__ import annotations

import re
import resource
import sqlite3
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from scrapy.crawler import CrawlerProcess

from pipeline.errors import InputError, SettingsError
from pipeline.params import FetchSettings, SourceSettings
from pipeline.sources.fetching.frontier import Frontier
from pipeline.sources.fetching.queue import Queue
from pipeline.sources.fetching.settle import Settler
from pipeline.sources.fetching.spider import SourceSpider

_HERE = "pipeline.sources.fetching"
_MIDDLEWARES = "scrapy.downloadermiddlewares"
_SPIDER_MIDDLEWARES = "scrapy.spidermiddlewares"
_EXTENSIONS = "scrapy.extensions"


@dataclass(frozen=True)
class Crawled:
    """What one run did: outcomes in words with their numbers, and the most memory that it took, in MB."""

    outcomes: Counter[str]
    peak_mb: float


def user_agent(fetch: FetchSettings) -> str:
    """Who we are and how to reach us."""
    if not fetch.contact.strip() or not fetch.contact.isprintable():
        raise SettingsError(
            "nobody would know who is asking: there is no contact",
            expected="an e-mail address or a web page where the makers of a site can reach you",
            where="params.yaml, fetch.contact",
            remedy="fill it in; it is sent along with every request",
        )
    return f"Transformatiemonitor/{version('transformatiemonitor')} (research; {fetch.contact.strip()})"


def crawl(
    store: sqlite3.Connection,
    *,
    connector: ModuleType,
    source: SourceSettings,
    fetch: FetchSettings,
    listings_only: bool = False,
) -> Crawled:
    """Ask everything that waits, and what comes of it. Can be done once in a process.

    Raises:
        InputError: the run ended before everything had an outcome, by a signal or by an error of our own.
    """
    frontier = Frontier(store, fetch)
    queue = Queue(frontier, listings_only=listings_only)
    process = CrawlerProcess(scrapy_settings(fetch))
    crawler = process.create_crawler(SourceSpider)
    process.crawl(crawler, settler=Settler(frontier, queue, connector, source))
    process.start()
    spider = crawler.spider
    if not isinstance(spider, SourceSpider):
        raise InputError("the crawl did not start", where="Scrapy", remedy="see the messages above")
    if spider.problem is not None:
        raise spider.problem
    if frontier.waiting(listings_only=listings_only):
        raise InputError("stopped before the end", remedy="run the same command again: it goes on where it was")
    return Crawled(spider.progress.outcomes, peak_memory_mb())


def scrapy_settings(fetch: FetchSettings) -> dict[str, Any]:
    """Scrapy's settings. What it leaves open by default is closed: see docs/scraping.md for each."""
    return {
        **_doors(fetch),
        "USER_AGENT": user_agent(fetch),
        "DEFAULT_REQUEST_HEADERS": {"Accept": "*/*", "Accept-Language": "nl", "Accept-Encoding": "gzip, deflate"},
        "ROBOTSTXT_OBEY": fetch.robots,
        "DOWNLOAD_DELAY": fetch.seconds_between,
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS": fetch.at_once,
        "CONCURRENT_REQUESTS_PER_DOMAIN": fetch.per_host,
        "DOWNLOAD_TIMEOUT": fetch.timeout_seconds,
        "DOWNLOAD_MAXSIZE": fetch.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "ALLOW_HOSTS": list(fetch.allow_hosts),
        "SCHEDULER": f"{_HERE}.scheduler.StoreScheduler",
        "LOG_LEVEL": "CRITICAL",
        "STATS_DUMP": False,
    }


def _doors(fetch: FetchSettings) -> dict[str, Any]:
    return {
        "TWISTED_DNS_RESOLVER": f"{_HERE}.guard.GuardedResolver",
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "s3")),
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "HTTPPROXY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "EXTENSIONS": {
            f"{_EXTENSIONS}.{name}": None
            for name in ("telnet.TelnetConsole", "remote_control.RemoteControl", "feedexport.FeedExporter")
        },
        "SPIDER_MIDDLEWARES": {
            f"{_SPIDER_MIDDLEWARES}.{name}": None
            for name in (
                *("httperror.HttpErrorMiddleware", "referer.RefererMiddleware", "urllength.UrlLengthMiddleware"),
                *("depth.DepthMiddleware", "metacopy.MetaCopyDetectionMiddleware"),
            )
        },
        "DOWNLOADER_MIDDLEWARES": {
            **{f"{_MIDDLEWARES}.{name}": None for name in _REPLACED},
            **({f"{_HERE}.robots.Robots": 100} if fetch.robots else {}),
            f"{_HERE}.compression.Compression": 590,
        },
    }


_REPLACED = (
    *("offsite.OffsiteMiddleware", "robotstxt.RobotsTxtMiddleware", "httpauth.HttpAuthMiddleware"),
    *("retry.RetryMiddleware", "redirect.MetaRefreshMiddleware", "redirect.RedirectMiddleware"),
    *("httpcompression.HttpCompressionMiddleware", "cookies.CookiesMiddleware", "httpproxy.HttpProxyMiddleware"),
    "httpcache.HttpCacheMiddleware",
)


def peak_memory_mb(status: Path = Path("/proc/self/status")) -> float:
    """The most memory that this process has held, in MB.

    Linux hands `ru_maxrss` of a parent on to the program that it starts; VmHWM counts from that start. Elsewhere
    `ru_maxrss` is what there is.
    """
    if status.exists():
        found = re.search(r"VmHWM:\s{1,9}(\d{1,15}) kB", status.read_text(encoding="ascii"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
