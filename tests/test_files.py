"""Raw bytes and tables on any file system: a path, file://, memory:// and s3:// (a service of the test's own)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pytest

from pipeline.errors import InputError, SettingsError, StorageError
from pipeline.files import Blob, file_exists, file_names, file_size, join, opened, read_file, replacing
from pipeline.params import SourceSettings, parse_settings
from pipeline.sources.folder import fetch
from pipeline.sources.snapshot import keep
from pipeline.tables import read_table, write_table

KINDS = ("path", "file", "memory", "s3")
REJECTS = pd.DataFrame(
    [{"record_id": r, "source": "s", "url": "u", "stage": "clean", "reason": "empty", "detail": "-"} for r in "ab"]
)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """An S3 service on loopback, with a bucket; credentials in the environment, as they always are."""
    s3fs = pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "VeryS3cret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        s3fs.S3FileSystem.clear_instance_cache()
        s3fs.S3FileSystem().mkdir("bucket")
        yield "s3://bucket"
        s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    match request.param:
        case "path":
            return tmp_path / "there"
        case "file":
            return f"file://{tmp_path}/there"
        case "memory":
            return f"memory://{uuid4().hex}"
    return f"{request.getfixturevalue('bucket')}/{uuid4().hex}"


def test_what_is_written_comes_back(place: Path | str) -> None:
    where = join(place, "ab/abc")
    assert not file_exists(where)
    assert file_names(join(place, "ab")) == set()
    with replacing(where) as part:
        part.write_bytes(b"0123456789")
    assert file_exists(where)
    assert (read_file(where), file_size(where), file_names(join(place, "ab"))) == (b"0123456789", 10, {"abc"})
    with opened(where) as handle:
        handle.seek(4)
        assert handle.read(2) == b"45"


def test_a_run_that_stops_half_way_leaves_nothing(place: Path | str) -> None:
    where = join(place, "ab/abc")

    def stop_half_way() -> None:
        with replacing(where) as part:
            part.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_half_way()
    assert not file_exists(where)
    assert file_names(join(place, "ab")) == set()


def test_what_is_not_there_is_not_found(place: Path | str) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(join(place, "nowhere"))


def test_tables_lie_anywhere(place: Path | str) -> None:
    where = join(place, "tables/rejects.parquet")
    with pytest.raises(InputError, match="the table rejects is missing"):
        read_table("rejects", where)
    write_table("rejects", REJECTS, where)
    assert list(read_table("rejects", where)["record_id"]) == ["a", "b"]
    assert list(read_table("rejects", where, ["url"]).columns) == ["url"]


def test_raw_bytes_are_kept_where_the_source_says(place: Path | str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "nota.txt").write_bytes(b"Nota jeugd")
    source = SourceSettings(path=tmp_path / "in")
    for _ in range(2):  # the second time nothing is sent again, and all is the same
        [row] = keep(fetch(source, key="own"), place, source="own")
    assert Blob(str(join(place, row["path"]))).read() == b"Nota jeugd"
    assert row["path"] == f"{row['raw_sha256'][:2]}/{row['raw_sha256']}"


def test_a_blob_is_carried_only_where_its_address_says_nothing_to_others(tmp_path: Path) -> None:
    (tmp_path / "raw").write_bytes(b"raw")
    assert Blob(str(tmp_path / "raw")).carried() == Blob(str(tmp_path / "raw"), data=b"raw")
    assert Blob("s3://bucket/raw", size=3).carried() == Blob("s3://bucket/raw", size=3)


def test_a_service_that_is_away_is_a_message_without_secrets(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    s3fs = pytest.importorskip("s3fs")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{closed.getsockname()[1]}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr("pipeline.files._TRIES", 1)
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(StorageError, match="cannot be read or written") as caught:
        read_file(f"{bucket}/raw")
    s3fs.S3FileSystem.clear_instance_cache()
    assert "VeryS3cret" not in str(caught.value)


def test_a_kind_of_address_that_nobody_knows_is_a_message() -> None:
    with pytest.raises(StorageError, match="addresses that begin with nowhere://"):
        read_file("nowhere://bucket/raw")


@pytest.mark.parametrize(
    ("store", "words"),
    [("s3://key:secret@bucket/raw", "credentials never stand in params.yaml"), ("bucket/raw", "a store is an address")],
)
def test_a_store_is_an_address_without_credentials(store: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        parse_settings({"sources": {"own": {"path": "x", "store": store}}})
