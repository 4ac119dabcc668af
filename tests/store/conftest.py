"""Where stores are tested: a folder, and URLs of file systems that differ in what they promise."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def bucket() -> Iterator[str]:
    """An S3 bucket on a server of this machine; other processes find it by the environment."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        import fsspec

        fsspec.filesystem("s3").mkdir("releases")
        yield "s3://releases"
    running.stop()


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store, of each kind."""
    name = f"panel {uuid.uuid4().hex[:8]} [it's 1?]" if request.param != "s3" else f"panel-{uuid.uuid4().hex[:8]}"
    if request.param == "folder":
        return str(tmp_path / name)
    if request.param == "file":
        return f"file://{tmp_path / name}"
    if request.param == "memory":
        return f"memory://{name}"
    return f"{request.getfixturevalue('bucket')}/{name}"
