"""Where the tables are: runs of rows with the lines between them, and the headers and titles above."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from crossfoot.readers.lines import Line

WIDE = 58  # a line of running text is at least about this wide
LABEL_CHARS = 96  # and one that is wider than this is no label
GAP_LINES = 7  # so many blank lines may stand between a title and its table
HEADING_CHARS = 40  # a longer line that ends in a colon introduces the table, and is no heading of its rows
TITLE_LINES = 14  # a title block has no more printed lines than this

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
# Words that a column's header is made of. A line of them in the column zone starts a header stack.
HEADER_WORD = re.compile(
    rf"""\b(?:{_MONTH}\s+\d{{1,2}}|{_MONTH}\s+(?:19|20)\d\d|(?:19|20)\d\d\b
    | (?:three|six|nine|ten|twelve|thirteen|twenty|thirty|forty|fifty|\d{{1,2}})[-\ ](?:\w+[-\ ])?(?:months?|weeks?)
    | (?:quarters?|months?|weeks?|years?|periods?)\ +end(?:ed|ing) | ended\b | fiscal\b | as\ of\b
    | (?:first|second|third|fourth|\d(?:st|nd|rd|th))\ quarter
    | (?:un)?audited | change\b | total\b | actual\b | as\ reported\b | pro\ forma\b )""",
    re.VERBOSE | re.IGNORECASE,
)
# A length of time that heads columns, also where it starts a little left of them.
_LENGTH = re.compile(r"\b(?:months?|weeks?|quarters?|years?|periods?) +end(?:ed|ing)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\d{1,3}\Z")
_SMALL_WORD = re.compile(r"\b(?:the|and|of|to|for|in|on|at|by|with|was|were|is|are|that|from|as|or|its)\b")
_SENTENCE_END = re.compile(r"[.;!?][\"')]*\s*\Z")
_CONNECTIVE = re.compile(
    r"(?:\b(?:and|or|of|in|to|for|the|from|by|on|per|with|at|before|after|a|an|as|not|than)|[,;/&-])\s*\Z",
    re.IGNORECASE,
)


class Block(msgspec.Struct):
    """Line indices of one table: `body` from its first label or row to its last, `head` its header, `titles`."""

    body: list[int]
    zone: int  # column where the figures start: what ends left of it is label
    head: list[int] = []
    titles: list[int] = []
    own_header: bool = True

    @property
    def first(self) -> int:
        """Index of the first line that belongs to the table, header and titles included."""
        return min([*self.body[:1], *self.head[:1], *self.titles[:1]])

    @property
    def last(self) -> int:
        """Index of the last line of the body."""
        return self.body[-1]


def find_blocks(lines: list[Line], furniture: set[int]) -> list[Block]:
    """The tables of a document, top to bottom. Lines of a table of contents are added to `furniture`."""
    blocks: list[Block] = []
    floor = 0
    for body, zone in _bodies(lines, furniture):
        if _is_contents(lines, body):
            furniture.update(k for k in body if lines[k].kind == "row")
            continue
        if not _is_table(lines, body):
            continue
        block = Block(body, zone)
        _look_above(lines, furniture, block, floor)
        blocks.append(block)
        floor = block.last + 1
    return blocks


def _bodies(lines: list[Line], furniture: set[int]) -> list[tuple[list[int], int]]:
    """Runs of rows with what stands between them."""
    out: list[tuple[list[int], int]] = []
    body: list[int] = []
    pending: list[int] = []
    zone = 0
    for index, line in enumerate(lines):
        if index in furniture:
            continue
        if body and "/table" in line.tags and not line.text.strip():
            out.append((body, zone))
            body, pending = [], []
        elif line.kind == "row" and _in_label(lines, index, zone if body else 0):
            line.kind = "text"  # "10,000,000 shares" of a wrapped label, the number on a line by itself
            pending.append(index)
        elif line.kind == "row" and not _in_prose(lines, index):
            start = line.chunks[line.tail].start
            if body and len(pending) > 40:
                out.append((body, zone))
                body = []
            zone = min(zone, start) if body else start
            body += [*pending, index] if body else [index]
            pending = []
        elif body and (line.kind in ("blank", "rule") or _label_like(lines, index, zone)):
            pending.append(index)
        elif body:
            out.append((_with_tail(lines, body, pending), zone))
            body, pending = [], []
    if body:
        out.append((_with_tail(lines, body, pending), zone))
    return out


def _with_tail(lines: list[Line], body: list[int], pending: list[int]) -> list[int]:
    """The body with the rest of its last row's label, where that goes on below the figures."""
    tail = []
    for k in pending:
        line = lines[k]
        if line.kind == "blank" or (line.kind == "text" and not line.text.lstrip()[:1].islower()):
            break
        tail.append(k)
    return body + tail if any(lines[k].kind == "text" for k in tail) else body


def _in_label(lines: list[Line], index: int, zone: int) -> bool:
    """True for a single figure that ends left of where the figures start, or that stands in the middle of a text."""
    line = lines[index]
    if line.tail or len(line.chunks) > 1:
        return False
    around = [lines[k] for k in (index - 1, index + 1) if 0 <= k < len(lines)]
    within = len(around) == 2 and all(n.kind == "text" and n.left < 20 for n in around) and line.left < 20
    return line.chunks[0].end < zone or (within and around[1].text.lstrip()[0].islower())


def _in_prose(lines: list[Line], index: int) -> bool:
    """True for a line of running text that only looks like a row: a justified line that ends in a number."""
    line = lines[index]
    if line.tail == 0 or len([c for c in line.chunks[line.tail :] if c.kind == "figure"]) > 1:
        return False
    if line.leader or line.chunks[line.tail].kind == "currency":
        return False
    gap = line.chunks[line.tail].start - line.chunks[line.tail - 1].end
    if gap > 3 and not _justified(line):
        return False
    around = [lines[k] for k in (index - 1, index + 1) if 0 <= k < len(lines)]
    return any(n.kind == "text" and n.right - n.left >= WIDE and not n.leader for n in around)


def _justified(line: Line) -> bool:
    label = line.chunks[: line.tail]
    wide = sum(b.start - a.end >= 2 for a, b in pairwise(label))
    return wide >= 2


def _label_like(lines: list[Line], index: int, zone: int) -> bool:
    """True for a line that can stand inside a table: a label left of the figures, or a heading across the page."""
    line = lines[index]
    if line.kind == "years":
        return False
    if line.label_end == 0:
        return True
    right = line.chunks[line.label_end - 1].end
    if right <= zone + 1:
        return right - line.left <= LABEL_CHARS
    pieces = pieces_of(line)
    if len(pieces) > 1 or HEADER_WORD.search(line.text):
        return False
    if line.left >= zone - 2 or right - line.left > max(zone, 40) + 12 or line.text.rstrip().endswith((".", "!", "?")):
        return False
    before, after = _printed(lines, index, -1), _printed(lines, index, 1)
    if after is None or (after.kind == "text" and after.right > zone + 1):
        return False
    return not (before is not None and before.kind == "text" and before.right > zone + 1)


def _printed(lines: list[Line], index: int, step: int) -> Line | None:
    k = index + step
    while 0 <= k < len(lines):
        if lines[k].kind not in ("blank", "rule"):
            return lines[k]
        k += step
    return None


def _is_table(lines: list[Line], body: list[int]) -> bool:
    """Two rows make a table; so does one row with two figures, a currency symbol or leaders."""
    rows = [lines[k] for k in body if lines[k].kind == "row"]
    if len(rows) == 1:
        tail = rows[0].chunks[rows[0].tail :]
        figures = sum(c.kind == "figure" for c in tail)
        return figures >= 2 or (figures == 1 and rows[0].tail > 0 and (rows[0].leader or tail[0].text.startswith("$")))
    return any(c.kind == "figure" for row in rows for c in row.chunks[row.tail :])


def _is_contents(lines: list[Line], body: list[int]) -> bool:
    """True for a table of contents: one figure a row, small whole numbers that never fall."""
    tails = [[c for c in lines[k].chunks[lines[k].tail :] if c.kind != "word"] for k in body if lines[k].kind == "row"]
    if len(tails) < 3 or any(len(t) != 1 or not _PAGE_NUMBER.match(t[0].text) for t in tails):
        return False
    numbers = [int(t[0].text) for t in tails]
    return all(a <= b for a, b in pairwise(numbers)) and numbers[-1] > numbers[0]


def pieces_of(line: Line) -> list[tuple[int, int]]:
    """(start, end) columns of the pieces of a line that stand apart by two blanks or a tab."""
    out: list[tuple[int, int]] = []
    for chunk in line.chunks:
        if chunk.kind == "rule":
            continue
        if out and chunk.start - out[-1][1] < 2 and out[-1][1] not in line.tabs:
            out[-1] = (out[-1][0], chunk.end)
        else:
            out.append((chunk.start, chunk.end))
    return out


def _look_above(lines: list[Line], furniture: set[int], block: Block, floor: int) -> None:
    """Finds the labels, the header stack and the titles above the first row."""
    above = _region_above(lines, furniture, block.body[0], floor)
    columns_left = _column_zone(lines, block)
    first_header = next((p for p, k in enumerate(above) if _is_header(lines, above, p, columns_left)), None)
    if first_header is None:
        labels = _leading_labels(lines, above, columns_left)
        block.titles = [k for k in above if k not in labels and lines[k].text.strip() and lines[k].kind != "rule"]
        block.body = labels + block.body
        block.own_header = False
        return
    last_header = max(p for p, k in enumerate(above) if p >= first_header and _in_columns(lines[k], columns_left))
    block.titles = [k for k in above[:first_header] if lines[k].text.strip() and lines[k].kind != "rule"]
    block.head = [k for k in above[first_header : last_header + 1] if lines[k].kind != "blank"]
    rest = above[last_header + 1 :]
    while rest and (lines[rest[0]].kind == "rule" or lines[rest[0]].kind == "blank"):
        if lines[rest[0]].kind == "rule":
            block.head.append(rest[0])
        rest = rest[1:]
    block.body = rest + block.body


def _region_above(lines: list[Line], furniture: set[int], first: int, floor: int) -> list[int]:
    """The lines above a table's first row that can be its header, labels and titles: up to a paragraph or a table."""
    region: list[int] = []
    blank = printed = 0
    k = first - 1
    while k >= floor:
        line = lines[k]
        if k in furniture:
            k -= 1
            continue
        if line.kind == "row" or (printed and line.page != lines[first].page):
            break
        if line.kind == "blank":
            blank += 1
            if blank > GAP_LINES:
                break
        else:
            if line.kind == "text" and _paragraph(lines, k):
                break
            blank = 0
            printed += line.kind != "rule"
        if printed > TITLE_LINES:
            break
        region.append(k)
        k -= 1
    return region[::-1]


def _paragraph(lines: list[Line], index: int) -> bool:
    """True for a line of running text: wide and of one piece, or the short last line under such a one."""
    line = lines[index]
    if _parenthesis(line):
        return False
    if len(pieces_of(line)) > 1 and not _justified_text(line):
        return False
    width = line.right - line.left
    flush = line.left <= 12
    if flush and line.text.lstrip()[:1].islower() and _SENTENCE_END.search(line.text):
        return True
    if width >= WIDE and flush and not line.text.isupper() and not _centred(line) and not _titled(line):
        return True
    above = lines[index - 1] if index else None
    if (
        above is None
        or above.kind != "text"
        or _parenthesis(above)
        or (len(pieces_of(above)) > 1 and not _justified_text(above))
    ):
        return False
    wide_above = above.right - above.left >= WIDE and not (above.text.isupper() or _centred(above) or _titled(above))
    return wide_above and flush and (line.left == above.left or bool(_SENTENCE_END.search(line.text)))


def _parenthesis(line: Line) -> bool:
    text = line.text.strip()
    return text.startswith("(") and text.endswith(")")


def _centred(line: Line) -> bool:
    return line.left >= 3 and abs(line.left - (80 - line.right)) <= (8 if line.left >= 6 else 2)


def _titled(line: Line) -> bool:
    """True where nearly every longer word has a capital: a title, not a sentence."""
    words = [w for w in line.text.split() if len(w) > 3 and w[0].isalpha()]
    return (
        len(words) >= 3
        and sum(w[0].isupper() for w in words) >= 0.8 * len(words)
        and not _SENTENCE_END.search(line.text)
    )


def _justified_text(line: Line) -> bool:
    """True for a line stretched to both margins: many small gaps, and the small words of a sentence."""
    gaps = [b.start - a.end for a, b in pairwise(line.chunks)]
    stretched = any(g >= 2 for g in gaps) and max(gaps) <= 4 and line.right - line.left >= 50
    return stretched and len(_SMALL_WORD.findall(line.text)) >= 2


def _column_zone(lines: list[Line], block: Block) -> int:
    """The column where figures start, by the first rows of the table (a later section may start further left)."""
    starts = sorted(
        lines[k].chunks[lines[k].tail].start
        for k in block.body
        if lines[k].kind == "row" and lines[k].chunks[lines[k].tail].kind != "rule"
    )
    return starts[len(starts) // 4] if starts else block.zone


def _in_columns(line: Line, zone: int) -> bool:
    """True where the line has a piece over the figures."""
    if line.kind == "years":
        return True
    return line.kind == "text" and any(start >= zone - 6 and end > zone for start, end in pieces_of(line))


def _is_header(lines: list[Line], above: list[int], position: int, zone: int) -> bool:
    """True for the first line of a header stack: years, several pieces over the figures, or one that names a period."""
    line = lines[above[position]]
    if line.kind == "years":
        return True
    if line.kind != "text":
        return False
    pieces = [p for p in pieces_of(line) if p[0] >= zone - 6 and p[1] > zone]
    if not pieces:
        near = [p for p in pieces_of(line) if p[0] >= zone - 14 and p[1] > zone]
        return any(_LENGTH.search(line.text, *p) is not None and p[1] - p[0] < 30 for p in near)
    if len(pieces) > 1:
        return True
    start, end = pieces[0]
    words = line.text[start:end]
    if words.startswith("(") and len(pieces_of(line)) == 1 and not _columns_above(lines, above, position, zone):
        return _ruled_below(lines, above, position, zone)
    if _ruled_below(lines, above, position, zone):
        return True
    if len(pieces_of(line)) > 1:
        return True
    return bool(HEADER_WORD.search(words)) and (end - start) < 48


def _columns_above(lines: list[Line], above: list[int], position: int, zone: int) -> bool:
    return position > 0 and _in_columns(lines[above[position - 1]], zone)


def _ruled_below(lines: list[Line], above: list[int], position: int, zone: int) -> bool:
    if position + 1 >= len(above):
        return False
    below = lines[above[position + 1]]
    return below.kind == "rule" and below.left >= zone - 8


def _leading_labels(lines: list[Line], above: list[int], zone: int) -> list[int]:
    """Of the lines above a table without a header: the labels right above its first row."""
    labels: list[int] = []
    for k in reversed(above):
        line = lines[k]
        if line.kind == "blank" and labels:
            break
        heading = line.text.rstrip().endswith(":") and line.right - line.left <= HEADING_CHARS
        if line.kind == "text" and not heading and (line.right > zone + 1 or _centred(line)):
            break
        if line.kind != "blank":
            labels.append(k)
        if len(labels) > 4:
            break
    return labels[::-1]


def continues(label: str) -> bool:
    """True where a label's line is plainly unfinished: it ends in a connective or a comma."""
    return bool(_CONNECTIVE.search(label))
