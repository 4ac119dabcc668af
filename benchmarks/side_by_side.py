"""Crossfoot beside lxml's bare parse and edgartools' reading, on the same HTML releases.

python benchmarks/side_by_side.py FILE...

Each contender runs in a process of its own, warm: every document once unmeasured, then the best of three by processor
time, which a busy machine disturbs least; the garbage collector is set for all of them as the `crossfoot` command sets
it for itself. lxml and edgartools are installed into an environment of their own below build/, and nothing is fetched
while it measures. edgartools reads a file on disk by the class that its documentation gives for 8-K exhibits,
`edgar.earnings.EarningsRelease`, with a stand-in for the attachment: its `tables` are what it reads, its
`to_facts_dataframe()` what it takes the figures to mean.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).parent
ENVIRONMENT = HERE.parent / "build" / "rivals"
RIVALS = ("lxml", "edgartools")
REPEATS = 3
FACTOR, ALLOWANCE_MS = 5, 10  # what reading may take: so many times lxml's bare parse, and so many milliseconds


def bare_parse(data: bytes) -> object:
    """lxml's tree, and nothing done with it."""
    from lxml import html

    return html.fromstring(data)


def edgartools_tables(data: bytes) -> object:
    """The tables that edgartools reads."""
    from edgar.earnings import EarningsRelease

    return EarningsRelease(SimpleNamespace(content=_text(data), document="exhibit")).tables


def edgartools_facts(data: bytes) -> object:
    """What edgartools takes the figures to mean."""
    from edgar.earnings import EarningsRelease

    return EarningsRelease(SimpleNamespace(content=_text(data), document="exhibit")).to_facts_dataframe()


def crossfoot_read(data: bytes) -> object:
    """Numbers and facts."""
    import crossfoot

    return crossfoot.read(data)


def crossfoot_check(data: bytes) -> object:
    """The whole proof."""
    import crossfoot

    return crossfoot.check(data)


# In the order of the result; a rival's work runs in the benchmark's environment.
CONTENDERS: dict[str, tuple[Callable[[bytes], object], bool]] = {
    "lxml parse": (bare_parse, True),
    "crossfoot read": (crossfoot_read, False),
    "crossfoot check": (crossfoot_check, False),
    "edgartools tables": (edgartools_tables, True),
    "edgartools facts": (edgartools_facts, True),
}


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def measure(name: str, paths: list[Path]) -> None:
    """The work of one process: prints a JSON list of milliseconds, one a document, null where it failed."""
    work, _ = CONTENDERS[name]
    out: list[float | None] = []
    gc.set_threshold(100_000, 50, 50)
    for path in paths:
        data = path.read_bytes()
        try:
            work(data)
            gc.freeze()
            runs = []
            for _ in range(REPEATS):
                begin = time.process_time()
                work(data)
                runs.append(time.process_time() - begin)
            out.append(min(runs) * 1000)
        except Exception as error:  # noqa: BLE001 - a rival's failure is a result, whatever it is
            print(f"{name}: {path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            out.append(None)
    print(json.dumps(out))


def measured(name: str, paths: list[Path]) -> list[float | None]:
    """The milliseconds of a contender, in a process of its own."""
    python = str(ENVIRONMENT / "bin" / "python") if CONTENDERS[name][1] else sys.executable
    command = [python, __file__, "--measure", name, *map(str, paths)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    answer: list[float | None] = json.loads(run.stdout.splitlines()[-1])
    return answer


def install() -> None:
    """Makes the environment of the rivals, once."""
    if not (ENVIRONMENT / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", *RIVALS], check=True)
    frozen = subprocess.run([*pip, "freeze"], capture_output=True, text=True, check=True).stdout
    versions = [line for line in frozen.splitlines() if line.split("==")[0].lower() in RIVALS]
    print(f"Python {sys.version.split()[0]}, {', '.join(versions)}")


def main() -> None:
    """Prints a line a contender, then how Crossfoot stands to the others document by document."""
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], [Path(name) for name in sys.argv[3:]])
        return
    paths = [Path(name) for name in sys.argv[1:]]
    if not paths:
        sys.exit(__doc__)
    install()
    size = sum(path.stat().st_size for path in paths)
    print(
        f"{len(paths)} documents, {size / 1e6:.1f} MB, milliseconds of processor time a document, best of {REPEATS}\n"
    )
    print(f"{'':<20}{'median':>9}{'mean':>9}{'worst':>9}  worst document")
    results: dict[str, list[float | None]] = {}
    for name in CONTENDERS:
        results[name] = measured(name, paths)
        pairs = [(ms, path.name) for ms, path in zip(results[name], paths, strict=True) if ms is not None]
        times = [ms for ms, _ in pairs]
        failed = f"; {len(paths) - len(pairs)} failed" if len(pairs) < len(paths) else ""
        worst, where = max(pairs)
        median, mean = statistics.median(times), statistics.mean(times)
        print(f"{name:<20}{median:>9.1f}{mean:>9.1f}{worst:>9.1f}  {where}{failed}", flush=True)
    parse, read, check = results["lxml parse"], results["crossfoot read"], results["crossfoot check"]
    tables = results["edgartools tables"]
    within = [
        r <= FACTOR * p + ALLOWANCE_MS for r, p in zip(read, parse, strict=True) if r is not None and p is not None
    ]
    faster = [c < t for c, t in zip(check, tables, strict=True) if c is not None and t is not None]
    print(f"\nread within {FACTOR} bare parses and {ALLOWANCE_MS} ms: {sum(within)} of {len(within)} documents")
    print(f"check faster than edgartools' tables: {sum(faster)} of {len(faster)} documents")


if __name__ == "__main__":
    main()
