"""Scrapy's scheduler on top of the store: the queue survives the process, and nothing is kept in pickles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import call_later

from pipeline.sources.fetching.spider import SourceSpider

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred


class StoreScheduler(BaseScheduler):
    """Hands out rows of the frontier as requests."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._alarm = False
        self._spider: SourceSpider | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StoreScheduler:
        """Made by Scrapy."""
        return cls(crawler)

    def open(self, spider: Spider) -> Deferred[None] | None:
        """The spider holds the queue."""
        assert isinstance(spider, SourceSpider)
        self._spider = spider
        return None

    def has_pending_requests(self) -> bool:
        """Whether the crawl is not over."""
        return self._spider is not None and self._spider.queue.pending()

    def enqueue_request(self, request: Request) -> bool:
        """Requests come from the store only."""
        return False

    def next_request(self) -> Request | None:
        """The next request; without one, Scrapy is woken when something may be asked."""
        assert self._spider is not None
        row = self._spider.queue.pop()
        if row is not None:
            return self._spider.request_of(row)
        if not self._alarm and self._spider.queue.pending() and not self._spider.queue.flying:
            self._alarm = True
            call_later(self._spider.queue.pause(), self._wake)
        return None

    def _wake(self) -> None:
        self._alarm = False
        slot = self._crawler.engine._slot if self._crawler.engine else None
        if slot is not None:
            slot.nextcall.schedule()
