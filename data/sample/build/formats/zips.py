"""Zip files with the same bytes on every machine: fixed times, fixed order, nothing compressed."""

from __future__ import annotations

import io
import zipfile

_MOMENT = (2016, 1, 15, 9, 0, 0)


def write_zip(members: list[tuple[str, bytes]]) -> bytes:
    """A zip of these members in this order.

    Nothing is compressed, since two versions of zlib may write different bytes.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
