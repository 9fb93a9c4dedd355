"""robots.txt as RFC 9309 has it: 4xx means free, 5xx or no answer means keep out; cached a day; Crawl-delay kept."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from pipeline.sources.fetching.addresses import refusal
from pipeline.sources.fetching.store import get_note, set_note

_DAY, _MAX_BYTES, _MAX_HOPS, _MAX_DELAY = 86_400, 512_000, 5, 60.0


class RobotsForbidden(IgnoreRequest):
    """The site does not want this address to be fetched."""


class RobotsUnreachable(Exception):
    """Nobody knows what the site wants: not now, then."""


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware, with the answers that it takes for a yes turned into what the standard says."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._loading: dict[str, tuple[float, asyncio.Future[RobotParser]]] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Rules of the request's site, fetched once."""
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        since, task = self._loading.get(origin, (0.0, None))
        if task is None or since < time.time() - _DAY:
            task = asyncio.ensure_future(self._load(origin))
            self._loading[origin] = (time.time(), task)
        try:
            return await task
        except RobotsUnreachable:
            self._loading.pop(origin, None)
            raise

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what the rules forbid, under an exception of its own."""
        if rp is not None and not rp.allowed(request.url, self._default_useragent):
            raise RobotsForbidden("robots.txt")

    async def _load(self, origin: str) -> RobotParser:
        store = self.crawler.spider.frontier.store  # type: ignore[union-attr]
        known = json.loads(get_note(store, f"robots {origin}", "null"))
        if known is None or known["at"] < time.time() - _DAY:
            known = {"at": time.time(), "body": await self._ask(f"{origin}/robots.txt")}
            set_note(store, f"robots {origin}", json.dumps(known))
        rules = ProtegoRobotParser(known["body"].encode(), self.crawler.spider)
        self._slow_down(origin, rules)
        return rules

    async def _ask(self, url: str) -> str:
        limits = self.crawler.spider.frontier.limits  # type: ignore[union-attr]
        for _ in range(_MAX_HOPS + 1):
            if refusal(url, max_length=limits.max_url_length, allow_hosts=limits.allow_hosts):
                return ""
            response = await self._download(url)
            location = response.headers.get("Location")
            if response.status in (301, 302, 303, 307, 308) and location:
                url = urljoin(url, location.decode("latin-1"))
            elif response.status >= 500 or response.status == 429:
                raise RobotsUnreachable(f"robots.txt: HTTP {response.status}")
            else:
                body: bytes = response.body if response.status == 200 else b""
                return body[:_MAX_BYTES].decode("utf-8-sig", "replace")
        return ""

    async def _download(self, url: str) -> Any:
        meta = {"dont_obey_robotstxt": True, "download_maxsize": 10 * _MAX_BYTES}
        try:
            return await self.crawler.engine.download_async(
                Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
            )
        except (IgnoreRequest, OSError) as error:
            raise RobotsUnreachable(f"robots.txt: {error}") from error
        except Exception as error:
            if type(error).__module__.startswith(("scrapy.", "twisted.")):
                raise RobotsUnreachable(f"robots.txt: {type(error).__name__}") from error
            raise

    def _slow_down(self, origin: str, rules: ProtegoRobotParser) -> None:
        asked = rules.rp.crawl_delay(self._default_useragent)
        host = urlsplit(origin).hostname or ""
        downloader = self.crawler.engine.downloader
        delay = max(min(float(asked or 0), _MAX_DELAY), self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        if host and asked and not self.crawler.settings.getbool("IGNORE_CRAWL_DELAY"):
            downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1}
            if host in downloader.slots:
                downloader.slots[host].delay, downloader.slots[host].concurrency = delay, 1
