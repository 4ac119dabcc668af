"""Growth with the size of a table: one table of 50 to 5,000 rows, as plain text and as HTML, read and checked.

python benchmarks/growth.py [ROWS...]

Each row holds two years; every tenth row is a total of the nine above it, so that there is something to prove. The last
column of the result is the exponent between a size and the one before: 1.0 is linear. The garbage collector is set as
the `crossfoot` command sets it.
"""

from __future__ import annotations

import gc
import math
import random
import sys
import time
from collections.abc import Callable, Iterator

import crossfoot

SIZES = (50, 150, 500, 1500, 5000)
GROUP = 10  # rows to a subtotal
REPEATS = 3
Row = tuple[str, int, int]


def rows(count: int) -> Iterator[Row]:
    """Rows of a made-up schedule, the same ones for every size."""
    rng = random.Random(count)
    sums = [0, 0]
    for index in range(1, count + 1):
        if index % GROUP == 0:
            yield f"Total group {index // GROUP}", sums[0], sums[1]
            sums = [0, 0]
            continue
        amounts = [rng.randrange(100, 99_999) for _ in sums]
        sums = [a + b for a, b in zip(sums, amounts, strict=True)]
        yield f"Property in district {'ABCDEFGHI'[index % GROUP - 1]}, lot {index}", amounts[0], amounts[1]


def as_text(count: int) -> bytes:
    """A plain-text release with the table."""
    lines = ["SCHEDULE OF PROPERTY", "(in thousands)", "", f"{'':50}{'2023':>12}{'2022':>12}"]
    for label, now, before in rows(count):
        rule = label.startswith("Total")
        lines += [f"{'':50}{'--------':>12}{'--------':>12}"] if rule else []
        lines.append(f"{label:50}{now:>12,}{before:>12,}")
        lines += [f"{'':50}{'--------':>12}{'--------':>12}"] if rule else []
    return "\n".join(lines).encode()


def as_html(count: int) -> bytes:
    """The same in HTML."""
    out = ["<html><body><p align=center><b>SCHEDULE OF PROPERTY</b></p><p align=center>(in thousands)</p><table>"]
    out.append("<tr><td></td><td></td><td>2023</td><td></td><td>2022</td></tr>")
    for label, now, before in rows(count):
        style = ' style="border-top: solid 1px"' if label.startswith("Total") else ""
        cells = "".join(f"<td></td><td align=right{style}><font size=2>{n:,}</font></td>" for n in (now, before))
        out.append(f"<tr><td><p><font size=2>{label}</font></p></td>{cells}</tr>")
    out.append("</table></body></html>")
    return "\n".join(out).encode()


def best_ms(work: Callable[[bytes], object], data: bytes) -> float:
    """Milliseconds of processor time, the best of a few."""
    runs = []
    for _ in range(REPEATS):
        begin = time.process_time()
        work(data)
        runs.append(time.process_time() - begin)
    return min(runs) * 1000


def main() -> None:
    """Prints one line a size, form and command."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    crossfoot.check(as_text(50))
    crossfoot.check(as_html(50))  # warm: imports, vocabulary
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    print(f"{'form':<6}{'command':<9}{'rows':>6}{'ms':>10}{'ms per 1,000 rows':>20}{'exponent':>10}")
    for form, made in (("text", as_text), ("html", as_html)):
        for command, work in (("read", crossfoot.read), ("check", crossfoot.check)):
            before: tuple[int, float] | None = None
            for size in sizes:
                ms = best_ms(work, made(size))
                exponent = f"{math.log(ms / before[1]) / math.log(size / before[0]):.2f}" if before else ""
                print(f"{form:<6}{command:<9}{size:>6}{ms:>10.1f}{ms / size * 1000:>20.1f}{exponent:>10}", flush=True)
                before = (size, ms)


if __name__ == "__main__":
    main()
