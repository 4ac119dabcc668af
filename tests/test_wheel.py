"""The built wheel, installed by itself in a fresh environment, does the main job."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from places import EXAMPLES, ROOT, SOURCE

CONSTRAINTS = ROOT / "constraints.txt"


def pip(python: Path | str, *arguments: str | Path) -> None:
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    [built] = folder.glob("crossfoot-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of executables of an environment that holds the wheel and what it declares to need, nothing else."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip(environment / "bin" / "python", "install", "--constraint", CONSTRAINTS, wheel)
    return environment / "bin"


def test_the_wheel_holds_the_packaged_data(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.suffix for path in files} >= {".py", ".toml", ".json", ".md"}
    assert {f"crossfoot/{path.relative_to(SOURCE)}" for path in files} <= inside
    assert any(name.endswith("LICENSE") for name in inside)
    assert "crossfoot/py.typed" in inside


def test_the_command(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "crossfoot"), "check", "--format", "jsonl", *map(str, EXAMPLES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["document"]["path"] for line in lines] == [str(path) for path in EXAMPLES]
    assert all(line["coverage"]["proved"] > 50 for line in lines)
    assert {line["document"]["format"] for line in lines} == {"text", "html"}
    for arguments in (
        ["check", str(EXAMPLES[0])],
        ["check", "--format", "html", str(EXAMPLES[0])],
        ["read", str(EXAMPLES[0])],
        ["rules"],
        ["explain", "FT101"],
        ["schema"],
    ):
        done = subprocess.run([command[0], *arguments], capture_output=True, text=True, check=False, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), arguments
        assert len(done.stdout) > 100


def test_the_api(installed: Path, tmp_path: Path) -> None:
    program = (
        "import sys, crossfoot\n"
        "from crossfoot import schema\n"
        "proof = crossfoot.check(sys.argv[1])\n"
        "assert proof.coverage.proved > 50 and not [f for f in proof.findings if f.severity == 'error']\n"
        "assert schema.load('reading')['$defs']\n"
    )
    command = [str(installed / "python"), "-c", program, str(EXAMPLES[0])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
