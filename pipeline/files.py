"""Bytes by their address: a path of this machine, or a URL of any file system that fsspec knows (s3://, abfs://, gs://).

Credentials come from the environment and the files of the provider's own tools, never from params.yaml. What is written
appears whole or not at all. docs/cluster.md tells how to use it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pipeline.errors import StorageError

T = TypeVar("T")
Address = Path | str
_TRIES, _PAUSE_SECONDS = 3, 1.0
_MAX_CARRIED = 2**30  # a larger file is no document
_FLAT = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"}  # these have keys, and no folders to make
_LIBRARY_ERRORS = (  # of libraries below fsspec that let errors of their own through, looked at only where loaded
    ("botocore.exceptions", "BotoCoreError"),
    ("azure.core.exceptions", "AzureError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("aiohttp", "ClientError"),
)


@dataclass(frozen=True)
class Blob:
    """Bytes that lie at an address, or are carried along. `size` saves a question where it is known."""

    where: str
    size: int | None = None
    data: bytes | None = None

    def length(self) -> int:
        """Number of bytes."""
        if self.data is not None:
            return len(self.data)
        return self.size if self.size is not None else file_size(self.where)

    def read(self) -> bytes:
        """All of the bytes."""
        return self.data if self.data is not None else read_file(self.where)

    def carried(self) -> Blob:
        """The same with its bytes in it, for a reader on another machine; nothing changes where a URL says enough."""
        if self.data is not None or is_url(self.where) or self.length() > _MAX_CARRIED:
            return self
        return replace(self, data=self.read())


def as_blob(raw: Blob | Address) -> Blob:
    """A Blob of an address; a Blob stays what it is."""
    return raw if isinstance(raw, Blob) else Blob(str(raw))


def is_url(where: Address) -> bool:
    """Whether it is an address such as s3://bucket/key; a Path never is."""
    return isinstance(where, str) and "://" in where


def join(folder: Address, name: str) -> Address:
    """The address of what lies below a folder."""
    return f"{str(folder).rstrip('/')}/{name}" if is_url(folder) else Path(folder) / name


def raw_folder(source: str, store: str | None) -> Address:
    """Where the raw bytes of a source lie: in its `store` of params.yaml, or in the workspace."""
    return store or Path("data/raw").absolute() / source


def local_path(where: Address) -> Path | None:
    """The path on this machine (file:// counts too), or None."""
    if not is_url(where):
        return Path(where)
    text = str(where)
    return Path(text.removeprefix("file://")) if text.startswith("file://") else None


def read_file(where: Address) -> bytes:
    """All bytes at an address.

    Raises:
        FileNotFoundError: there is nothing.
        StorageError: the file system cannot be reached, or does not let us in.
    """
    path = local_path(where)
    return path.read_bytes() if path else _patiently(where, lambda fs, key: bytes(fs.cat_file(key)))


def file_size(where: Address) -> int:
    """Number of bytes at an address. Raises as `read_file`."""
    path = local_path(where)
    return path.stat().st_size if path else _patiently(where, lambda fs, key: int(fs.size(key)))


def file_exists(where: Address) -> bool:
    """Whether there is something at an address."""
    path = local_path(where)
    return path.exists() if path else _patiently(where, lambda fs, key: bool(fs.exists(key)))


def file_names(folder: Address) -> set[str]:
    """Names of what lies directly in a folder; none where there is no folder."""
    path = local_path(folder)
    if path:
        return {p.name for p in path.iterdir()} if path.is_dir() else set()
    try:
        return set(_patiently(folder, lambda fs, key: [n.rsplit("/", 1)[-1] for n in fs.ls(key, detail=False)]))
    except FileNotFoundError:
        return set()


@contextmanager
def opened(where: Address) -> Iterator[BinaryIO]:
    """Bytes to read and to seek in; over a network only the parts that are asked for are fetched."""
    path = local_path(where)
    if path:
        with path.open("rb") as handle:
            yield handle
    else:
        with _patiently(where, lambda fs, key: fs.open(key, "rb")) as handle:
            yield handle


@contextmanager
def replacing(where: Address) -> Iterator[Path]:
    """A local file to write in; when the block ends well, it takes the place of `where` in one step."""
    path = local_path(where)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
    else:
        handle, name = tempfile.mkstemp(suffix=".part")
        os.close(handle)
        part = Path(name)
    try:
        yield part
        if path:
            part.replace(path)
        else:
            _patiently(where, lambda fs, key: _put(fs, part, key))
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()


def _put(fs: Any, part: Path, key: str) -> None:
    if not _FLAT & set([fs.protocol] if isinstance(fs.protocol, str) else fs.protocol):
        fs.makedirs(key.rsplit("/", 1)[0], exist_ok=True)
    fs.put_file(str(part), key)


def _patiently(where: Address, act: Callable[[Any, str], T]) -> T:
    """Do it; when the network or the service fails, again after a pause, and then say so."""
    for attempt in range(1, _TRIES + 1):
        fs, key = _file_system(str(where))
        try:
            return act(fs, key)
        except (FileNotFoundError, IsADirectoryError):
            raise
        except _troubles() as error:
            if attempt == _TRIES or isinstance(error, PermissionError):
                raise _unreachable(where, error) from error
            time.sleep(_PAUSE_SECONDS * attempt)
            fs.invalidate_cache()
    raise AssertionError("unreachable")


def _file_system(where: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415 - only those who use a URL wait for it

    try:
        fs, key = fsspec.core.url_to_fs(where, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        protocol = where.split("://", 1)[0]
        raise StorageError(
            f"addresses that begin with {protocol}:// cannot be read here: {error}",
            where=where,
            remedy="uv sync --extra s3 for s3://, or install adlfs for abfs://, gcsfs for gs://; on the workers too",
        ) from None
    return fs, str(key)


def _troubles() -> tuple[type[BaseException], ...]:
    loaded = [(sys.modules[module], name) for module, name in _LIBRARY_ERRORS if module in sys.modules]
    return (OSError, *(getattr(module, name) for module, name in loaded))


def _unreachable(where: Address, error: BaseException) -> StorageError:
    return StorageError(
        f"cannot be read or written: {type(error).__name__}: {error}"[:500],
        where=str(where),
        remedy="look whether the address is right, the service can be reached and the environment holds credentials",
    )
