"""A release as a controller would draft it: an invented company, every kind of block, every kind of figure."""

from __future__ import annotations

import re

from crossfoot.model.draft import Break, Caption, Draft, Entry, Line, Piece, Prose, Statement

_MARKED = re.compile(r"\[(?P<figure>[^\]]+)\]")


def prose(kind: str, text: str, **more: object) -> Prose:
    """A block of prose; what stands in square brackets is a figure, its key made of its own text."""
    pieces: list[Piece] = []
    at = 0
    for found in _MARKED.finditer(text):
        if found.start() > at:
            pieces.append(Piece(text[at : found.start()]))
        pieces.append(Piece(found["figure"], f"prose {found['figure']}"))
        at = found.end()
    pieces.append(Piece(text[at:]))
    return Prose(kind, tuple(p for p in pieces if p.text), **more)  # type: ignore[arg-type]


def line(label: str, figures: str = "", *, signs: str = "", **more: object) -> Line:
    """A line of a statement: figures parted by blanks, "." where a column is empty, `signs` the columns with "$"."""
    entries = tuple(
        Entry(column, text, f"{label} {column}", "$" if str(column) in signs else None)
        for column, text in enumerate(figures.split())
        if text != "."
    )
    return Line(label, entries, **more)  # type: ignore[arg-type]


def captions() -> tuple[Caption, ...]:
    """Quarter and half-year, this year and last."""
    return (
        Caption("Three Months Ended June 30,", 0, 0, 1),
        Caption("Six Months Ended June 30,", 0, 2, 3),
        *(Caption(year, 1, k, k) for k, year in enumerate(("2019", "2018") * 2)),
    )


def operations() -> Statement:
    """A statement of operations whose columns foot, with per-share lines and shares."""
    return Statement(
        ("Halden Cordage Corporation", "Condensed Consolidated Statements of Operations",
         "(In thousands, except per share data)", "(Unaudited)"),
        captions(), 4,
        (
            line("Net sales", "48,310 45,127 94,286 90,004", signs="0123"),
            line("Cost of sales", "33,905 31,940 66,412 63,588", rule_below=1),
            line("Gross profit", "14,405 13,187 27,874 26,416", indent=1),
            line("Selling, general and administrative expenses", "9,118 8,604 18,020 17,311", blank_above=True),
            line("Impairment of long-lived assets", "1,250 -- 1,250 --", rule_below=1),
            line("Operating income", "4,037 4,583 8,604 9,105", indent=1),
            line("Interest expense", "(611) (702) (1,245) (1,430)"),
            line("Loss on extinguishment of debt and other financing costs, net", "(4,020) -- (4,020) (96)",
                 rule_below=1),
            line("Income (loss) before income taxes", "(594) 3,881 3,339 7,579", indent=1),
            line("Income tax provision (benefit)", "(131) 893 768 1,743", rule_below=1),
            line("Net income (loss)", "(463) 2,988 2,571 5,836", signs="0123", rule_below=2, bold=True),
            line("Net income (loss) per share:", blank_above=True),
            line("Basic", "(0.04) 0.27 0.23 0.52", signs="0123", indent=1),
            line("Diluted", "(0.04) 0.26 0.23 0.51", signs="0123", indent=1),
            line("Weighted average shares outstanding:"),
            line("Basic", "11,190 11,204 11,188 11,215", indent=1),
            line("Diluted", "11,190 11,398 11,377 11,402", indent=1),
        ),
    )  # fmt: skip


def segments() -> Statement:
    """Segments with change and percent columns, an unlabelled total, and a note."""
    return Statement(
        ("Segment Information", "(Dollars in thousands)"),
        (
            Caption("Three Months Ended", 0, 0, 1), Caption("June 30,", 1, 0, 1),
            Caption("2019", 2, 0, 0), Caption("2018", 2, 1, 1),
            Caption("Change", 2, 2, 2), Caption("% Change", 2, 3, 3),
        ), 4,
        (
            line("Net sales:", bold=True),
            line("Marine", "29,874 27,402 2,472 9.0%", signs="012", indent=1),
            line("Industrial (1)", "18,436 17,725 711 4.0%", indent=1, rule_below=1),
            line("", "48,310 45,127 3,183 7.1%", signs="012", rule_below=2),
            line("Operating income (loss):", bold=True, blank_above=True),
            line("Marine", "5,902 4,911 991 20.2%", signs="012", indent=1),
            line("Industrial (1)", "(488) 1,033 (1,521) NM", indent=1),
            line("Corporate", "(1,377) (1,361) (16) 1.2%", indent=1, rule_below=1),
            line("Total", "4,037 4,583 (546) (11.9)%", signs="012", rule_below=2),
        ),
        stub=("(Unaudited)",),
        notes=("(1) Includes the impairment of the mill in Port Aldous, which the company closed in June 2019 after "
               "the lease of its building had run out.",),
    )  # fmt: skip


def reconciliation() -> Statement:
    """Net income to EBITDA."""
    return Statement(
        ("Reconciliation of Net Income (Loss) to EBITDA and Adjusted EBITDA", "(In thousands)"), captions(), 4,
        (
            line("Net income (loss)", "(463) 2,988 2,571 5,836", signs="0123"),
            line("Interest expense", "611 702 1,245 1,430", indent=1),
            line("Income tax provision (benefit)", "(131) 893 768 1,743", indent=1),
            line("Depreciation and amortization", "1,904 1,877 3,790 3,741", indent=1, rule_below=1),
            line("EBITDA", "1,921 6,460 8,374 12,750"),
            line("Impairment of long-lived assets", "1,250 -- 1,250 --", indent=1),
            line("Loss on extinguishment of debt and other financing costs, net", "4,020 -- 4,020 96", indent=1,
                 rule_below=1),
            line("Adjusted EBITDA", "7,191 6,460 13,644 12,846", signs="0123", rule_below=2, bold=True),
        ),
    )  # fmt: skip


def sample() -> Draft:
    """The whole release, three pages."""
    return Draft(
        "Halden Cordage Corporation Reports Second Quarter 2019 Results",
        (
            prose("heading", "Halden Cordage Corporation Reports Second Quarter 2019 Results", align="center",
                  bold=True),
            prose("paragraph", "PORT ALDOUS, Maine \u2013 July 30, 2019 \u2013 Halden Cordage Corporation today "
                  "reported results for the second quarter ended June 30, 2019. Net sales increased [7]% to "
                  "[$48.3 million] from [$45.1 million] in the second quarter of 2018. The company had a net loss of "
                  "[$0.5 million], or [4 cents] per diluted share, compared to net income of [$3.0 million], or "
                  "[26 cents] per diluted share, in the second quarter of 2018."),
            prose("paragraph", "\u201cDemand for mooring lines was strong on both coasts,\u201d said the "
                  "company\u2019s chief executive. \u201cWe closed our oldest mill, and refinanced our debt.\u201d"),
            prose("heading", "Second Quarter Highlights"),
            prose("bullet", "Net sales of the Marine segment increased [9]% to [$29.9 million] from [$27.4 million] in "
                  "the second quarter of 2018, since harbors on the Great Lakes replaced lines after a hard winter."),
            prose("bullet", "Net sales of the Industrial segment were [$18.4 million], compared to [$17.7 million] in "
                  "the second quarter of 2018."),
            prose("bullet", "Adjusted EBITDA increased to [$7.2 million] from [$6.5 million]; see the reconciliation "
                  "on page 3."),
            prose("heading", "First Half of 2019"),
            prose("paragraph", "For the six months ended June 30, 2019, net sales were [$94.3 million], compared to "
                  "[$90.0 million] for the six months ended June 30, 2018, an increase of [5]%. Net income was "
                  "[$2.6 million], or [$0.23] per diluted share, compared to [$5.8 million], or [$0.51] per diluted "
                  "share."),
            Break(), operations(), Break(), segments(), reconciliation(),
            prose("footnote", "EBITDA and Adjusted EBITDA are not measures of generally accepted accounting "
                  "principles. The company gives them since its lenders ask for them."),
        ),
        running_head="Halden Cordage Corporation, Second Quarter 2019 Results",
    )  # fmt: skip
