"""The way to the cluster engine, with a message for those who have not installed it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EngineError
from pipeline.params import EngineSettings
from pipeline.workers import BatchFunction

if TYPE_CHECKING:
    from pipeline.cluster.client import ClusterBackend


def open_cluster(function: BatchFunction, engine: EngineSettings, *, folders: tuple[Path, ...]) -> ClusterBackend:
    """Connect to the cluster of ``engine.address``, with what the function reads in `folders`.

    Raises:
        EngineError: Dask is not installed, nothing answers at the address, or the workers run other software.
    """
    if find_spec("distributed") is None:
        raise EngineError(
            "engine.kind is dask, and Dask is not installed",
            expected="the package distributed, here and on the workers",
            where="params.yaml, engine.kind",
            remedy="uv sync --extra cluster; or set engine.kind to local",
        )
    from pipeline.cluster.client import ClusterBackend  # noqa: PLC0415 - imports the optional package

    return ClusterBackend(function, engine, folders=folders)
