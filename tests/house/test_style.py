"""House style that no off-the-shelf linter knows. (ruff holds the rest: no print and no broad except outside the CLI.)

Each list of exceptions says why; it is to shrink, and a stale entry fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from places import ROOT, SOURCE

FILES = sorted(SOURCE.rglob("*.py"))
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

# Where facts and findings are made, a float is a score or a time, by its name. In `readers` floats are places on the
# page, in `proof` they are evidence; there mypy stands guard, which refuses Decimal with float in one expression.
FLOAT_FREE = (
    "model/",
    "books/",
    "compose/",
    "sources/",
    "extract/",
    "rules/",
    "report/",
    "vocabulary/",
    "schema/",
    "api.py",
    "cli/",
)
FLOAT_PRICES = {"books/rounding.py"}  # an integer program's prices and bounds; its answer is checked in whole units
FLOAT_NAMES = re.compile(r"score|likelihood|strength|nfa|_ms$|begin|seconds|pixels")
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "shared", "tools"}
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp", "urllib3"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|opt|tmp|home/\w+|Users/\w+)/\w")


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function and method with its dotted name; those inside functions too."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                yield from walk(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.FunctionDef):
                yield f"{prefix}{child.name}", child
                yield from walk(child, f"{prefix}{child.name}.")

    yield from walk(tree(path), f"{name(path)}:")


def test_there_is_a_house() -> None:
    assert len(FILES) > 20


def test_files_are_short() -> None:
    long = {name(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    long = {file: lines for file, lines in long.items() if lines > MAX_FILE_LINES}
    assert long.keys() == LONG_FILES.keys(), long


def test_functions_are_short() -> None:
    lengths = {
        dotted: (node.end_lineno or node.lineno) - node.lineno + 1 for path in FILES for dotted, node in functions(path)
    }
    long = {dotted: lines for dotted, lines in lengths.items() if lines > MAX_FUNCTION_LINES}
    assert long.keys() == LONG_FUNCTIONS.keys(), long


def test_no_float_holds_an_amount() -> None:
    wrong = []
    for path in FILES:
        free = name(path).startswith(FLOAT_FREE) and name(path) not in FLOAT_PRICES
        for node in ast.walk(tree(path)):
            if free:
                target = _float_target(node)
                if target is not None and not FLOAT_NAMES.search(target):
                    wrong.append(f"{name(path)}:{getattr(node, 'lineno', 0)} {target}")
            if isinstance(node, ast.Call) and _calls_decimal(node) and any(map(_is_float, node.args)):
                wrong.append(f"{name(path)}:{node.lineno} {ast.unparse(node)}")
    assert wrong == []


def _float_target(node: ast.AST) -> str | None:
    """The name of what `node` declares to be a float."""
    if isinstance(node, ast.AnnAssign) and _holds_float(node.annotation):
        return ast.unparse(node.target)
    if isinstance(node, ast.arg) and node.annotation is not None and _holds_float(node.annotation):
        return node.arg
    if isinstance(node, ast.FunctionDef) and node.returns is not None and _holds_float(node.returns):
        return node.name
    return None


def _calls_decimal(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "Decimal"


def _is_float(node: ast.expr) -> bool:
    """True of 0.1 and a / b: what Decimal would take without a word."""
    constant = isinstance(node, ast.Constant) and isinstance(node.value, float)
    return constant or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))


def _holds_float(annotation: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "float" for node in ast.walk(annotation))


def test_only_the_command_line_prints_or_exits() -> None:
    wrong = []
    for path in FILES:
        if name(path).startswith("cli/"):
            continue
        for node in ast.walk(tree(path)):
            text = ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
            if text in {"print", "sys.exit", "sys.stdout", "sys.stderr", "exit", "quit", "os._exit"}:
                wrong.append(f"{name(path)}:{getattr(node, 'lineno', 0)} {text}")
            if any(module.split(".")[0] == "click" for module in _imported(node)):
                wrong.append(f"{name(path)} imports click")
    assert wrong == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


def test_nothing_reaches_for_the_network() -> None:
    """Drafts are inside information: nothing leaves the machine."""
    wrong = [
        f"{name(path)} imports {module}"
        for path in FILES
        for node in ast.walk(tree(path))
        for module in _imported(node)
        if module.split(".")[0] in NETWORK
    ]
    assert wrong == []


def test_only_the_outer_layers_open_files() -> None:
    """Stages take values and return values; inputs are opened in the outer layers, packaged data by its loaders."""
    openers = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    wrong = []
    for path in FILES:
        outer = {"api.py", "cli", "corpus", "settings", "sources", "store", "vocabulary", "schema"}
        if name(path).split("/")[0] in outer:
            continue
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            packaged = "files(" in called  # importlib.resources
            if not packaged and (called == "open" or (called.rpartition(".")[2] in openers and "." in called)):
                wrong.append(f"{name(path)}:{node.lineno} {called}")
    assert wrong == []


def test_no_drawer_for_odds_and_ends() -> None:
    found = [path for folder in (SOURCE, ROOT / "tests") for path in folder.rglob("*") if path.stem in DRAWERS]
    assert found == []


def test_what_is_public_says_what_it_returns() -> None:
    """Modules, public classes and public functions have a docstring, whose first line is a sentence."""
    wrong = []
    for path in FILES:
        documented: list[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]] = [(name(path), tree(path))]
        documented += [
            (node.name, node) for node in tree(path).body if isinstance(node, (ast.ClassDef, ast.FunctionDef))
        ]
        documented += [
            (f"{owner.name}.{node.name}", node)
            for owner in tree(path).body
            if isinstance(owner, ast.ClassDef)
            for node in owner.body
            if isinstance(node, ast.FunctionDef)
        ]
        for dotted, node in documented:
            private = any(part.startswith("_") for part in dotted.split(".")) and "/" not in dotted
            if not private and not (ast.get_docstring(node) or "").split("\n")[0].strip():
                wrong.append(f"{name(path)} {dotted}")
    assert wrong == []


def test_no_machine_paths() -> None:
    suffixes = {".py", ".toml", ".md", ".json", ".txt", ".csv", ""}
    folders = [ROOT / name for name in ("src", "tests", "docs", "examples", "benchmarks", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix in suffixes]
    files += [ROOT / name for name in ("Makefile", "README.md", "CHANGELOG.md", "pyproject.toml", "constraints.txt")]
    files = [path for path in files if "__pycache__" not in path.parts and path != Path(__file__)]
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in files
        for found in MACHINE_PATH.finditer(path.read_text("utf-8"))
    ]
    assert wrong == []


def test_constraints_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[\w.]+", line) for line in lines)


@pytest.mark.parametrize(
    "folder", ["readers", "extract", "proof", "rules", "report", "cli", "sources", "books", "compose"]
)
def test_tests_mirror_the_house(folder: str) -> None:
    assert list((ROOT / "tests" / folder).glob("test_*.py")), f"tests/{folder} holds no test"
