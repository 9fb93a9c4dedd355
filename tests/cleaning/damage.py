"""Sound files made unsound, for tests and benchmarks. Deterministic: all chance comes from the generator given."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

LARGEST = 400_000


def sound_files(folders: list[Path], suffixes: tuple[str, ...]) -> list[bytes]:
    """The files to damage copies of, in order of their paths."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in suffixes]
    return [data for path in paths if 0 < len(data := path.read_bytes()) <= LARGEST]


def damage(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A damaged copy; of a zip container as often as not a part inside, so that the container itself stays sound."""
    if data.startswith(b"PK") and chance.random() < 0.6:
        try:
            return _inside(data, others, chance)
        except zipfile.BadZipFile:
            pass
    return _damage(data, others, chance)


def _inside(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            made.writestr(name, _damage(part, others, chance) if name == chosen else part)
    return target.getvalue()


def _damage(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at = chance.randrange(max(1, len(damaged)))
        match chance.randrange(5):
            case 0:
                for _ in range(chance.choice([1, 4, 40])):
                    if damaged:
                        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            case 1:
                del damaged[at : at + chance.choice([1, 10, 1000])]
            case 2:
                damaged[at:at] = chance.choice([b"\0" * 50, b"<" * 50, b"9" * 50, chance.randbytes(50), b"\xff\xfe"])
            case 3:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                damaged[at : at + 200] = other[start : start + 200]
            case _:
                damaged = damaged[: max(at, len(damaged) // 3)]
    return bytes(damaged)
