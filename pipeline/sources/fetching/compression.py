"""Content encodings, undone within the size cap; a body that is not what its header says stays as it came."""

from __future__ import annotations

import zlib

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response


class UnpacksTooLarge(IgnoreRequest):
    """The body grows over the cap when it is unpacked."""


class Compression(HttpCompressionMiddleware):
    """Scrapy's middleware, with an exception of its own for bombs, and patience with false headers."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Unpack the body."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise UnpacksTooLarge(str(error)) from error
        except (OSError, EOFError, zlib.error):
            return response
