"""Start-up, and milliseconds a document after it: over the examples, or over the files named on the command line.

python benchmarks/speed.py [FILE...]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import crossfoot

COMMAND = str(Path(sys.executable).with_name("crossfoot"))
EXAMPLES = Path(__file__).parent.parent / "examples"


def start_up_ms(path: Path) -> float:
    """The whole command on one document, best of seven: what a person waits for."""
    runs = []
    for _ in range(7):
        begin = time.perf_counter()
        subprocess.run([COMMAND, "check", "--format", "jsonl", str(path)], capture_output=True, check=False)
        runs.append(time.perf_counter() - begin)
    return min(runs) * 1000


def document_ms(path: Path) -> tuple[float, float]:
    """Milliseconds of (bytes to facts, the rest) on a warm process: the median of nine."""
    timings = [timing for _ in range(9) if (timing := crossfoot.check(path).timing) is not None]
    return (
        statistics.median(timing.read_ms for timing in timings),
        statistics.median(timing.prove_ms or 0.0 for timing in timings),
    )


def main() -> None:
    """Prints one line a document, then the medians."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(EXAMPLES.glob("*.txt"))
    crossfoot.check(paths[0])  # warm: imports, vocabulary
    totals = []
    for path in paths:
        read, prove = document_ms(path)
        totals.append(read + prove)
        print(f"{path.name:48} {path.stat().st_size / 1000:7.1f} KB   read {read:7.2f} ms   prove {prove:7.2f} ms")
    print(f"median {statistics.median(totals):.1f} ms, worst {max(totals):.1f} ms, of {len(paths)} documents")
    print(f"whole command, start-up included, on {paths[0].name}: {start_up_ms(paths[0]):.0f} ms")


if __name__ == "__main__":
    main()
