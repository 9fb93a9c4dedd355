"""Zip files from strangers: unpacked as a stream and counted before any library opens them."""

from __future__ import annotations

import io
import zipfile
import zlib

from pipeline.cleaning.formats.caps import MAX_TAGS
from pipeline.errors import RejectedDocument

MAX_MEMBERS = 5000
MAX_RATIO = 200
RATIO_FROM = 20_000_000
_CHUNK = 1 << 20
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)


def open_zip(data: bytes, *, max_unpacked: int) -> zipfile.ZipFile:
    """The archive, after a trial run: every member was unpacked once and the bytes that really came out were counted.

    Args:
        data: the whole file.
        max_unpacked: bytes of all members together.

    Raises:
        RejectedDocument: too_large, password or broken.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE as error:
        raise RejectedDocument("broken", f"the zip container cannot be opened: {error}") from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise RejectedDocument("too_large", f"zip with {len(members)} files inside, the cap is {MAX_MEMBERS}")
    if any(member.flag_bits & 1 for member in members):
        raise RejectedDocument("password", "the zip container is encrypted")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise RejectedDocument("broken", "the zip container uses a compression that office files never use")
    total = tags = 0
    for member in members:
        size, found = _count(archive, member, max_unpacked - total)
        total, tags = total + size, tags + found
        if tags > MAX_TAGS:
            raise RejectedDocument("too_large", f"a zip container with {tags} tags, the cap is {MAX_TAGS}")
        if total > RATIO_FROM and total > MAX_RATIO * len(data):
            raise RejectedDocument("too_large", f"{len(data)} bytes unpack to more than {MAX_RATIO} times as much")
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Bytes of one member.

    Raises:
        RejectedDocument: broken; it is missing or damaged.
    """
    try:
        return archive.read(name)
    except _UNREADABLE as error:
        raise RejectedDocument("broken", f"the part {name} cannot be read: {error}") from None


def _count(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> tuple[int, int]:
    """Bytes and tags that come out of a member; stops as soon as there are more bytes than `room`."""
    size = tags = 0
    try:
        with archive.open(member) as handle:
            while chunk := handle.read(_CHUNK):
                size += len(chunk)
                tags += chunk.count(b"<")
                if size > room:
                    raise RejectedDocument("too_large", f"{member.filename} unpacks to more than {room / 1e6:.0f} MB")
    except _UNREADABLE as error:
        raise RejectedDocument("broken", f"the part {member.filename} is damaged: {error}") from None
    return size, tags
