"""A store at a URL as DuckDB reads it: a file system of its parts alone, "parts://facts/ab12.parquet"."""

from __future__ import annotations

import datetime
from typing import Any

from fsspec import AbstractFileSystem


class _Parts(AbstractFileSystem):  # type: ignore[misc]
    """The files below one path. They never change, so that all have one time; a name is no pattern."""

    protocol = "parts"
    cachable = False

    def __init__(self, system: Any, root: str) -> None:
        super().__init__(skip_instance_cache=True)
        self._system = system
        self._root = root

    def _at(self, path: str) -> str:
        return f"{self._root}/{path.removeprefix('parts://').lstrip('/')}"

    def _open(self, path: str, mode: str = "rb", **_: Any) -> Any:
        return self._system.open(self._at(path), mode)

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        return {"name": path, "type": "file", "size": self._system.info(self._at(path))["size"]}

    def glob(self, path: str, **_: Any) -> list[str]:
        return [path]

    def modified(self, path: str) -> datetime.datetime:  # noqa: ARG002
        return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def parts_of(system: Any, root: str) -> AbstractFileSystem:
    """The files below `root` of a file system."""
    return _Parts(system, root)
