"""A narrative drafted from the facts alone: what there are figures for, in the order in which releases tell it.

The draft is a template: its sentences keep to their figures when those change. It says nothing of causes, which no
ledger knows; a person adds them.
"""

from __future__ import annotations

import re
import textwrap

from crossfoot.model.books import Closed, key_of

WIDTH = 118
_EXPRESSION = re.compile(r"\{[{%].*?[%}]\}")


def drafted(closed: Closed) -> str:
    """The text of narrative.md."""
    has = _Has(closed)
    parts = [
        "<!-- Drafted from the figures. What is in double braces is computed; add the causes, in your own words. -->",
        "# {{ company|upper }} REPORTS RESULTS FOR THE {{ q.name|upper }}",
        _opening(has),
        *_period(has, "q", first=True),
    ]
    if has.column("ytd"):
        parts += ["# YEAR TO DATE", *_period(has, "ytd", first=False)]
    parts += _cash(has)
    if has("ebitda"):
        parts += ["# ABOUT EBITDA", _notice()]
    if closed.package.settings.contact:
        parts.append("Contact: {{ contact }}")
    return "\n\n".join(p if p.startswith(("#", "<!--", "- ")) else _folded(p) for p in parts if p) + "\n"


class _Has:
    """What there are figures of, this year and the year before."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        self.segments = [s.id for s in closed.package.settings.segments]

    def __call__(self, line: str, segment: str = "", column: str = "quarter") -> bool:
        figures = self.closed.figures
        now, before = figures.get(key_of(line, segment, column)), figures.get(key_of(line, segment, f"{column}.prior"))
        return now is not None and before is not None and bool(now.printed)

    def column(self, name: str) -> bool:
        """True where the release has this column beside the quarter's."""
        return any(slot.id == name for slot in self.closed.slots)


def _opening(has: _Has) -> str:
    said = "{{ place }}, {{ released }} -- " if has.closed.package.settings.place else "{{ released }} -- "
    said += "{{ company }} today reported {{ q.net_income.named }}"
    share = ", or {{ q.eps_diluted.cents }} per diluted share," if has("eps_diluted") else ""
    share_before = ", or {{ q.eps_diluted.prior.cents }} per diluted share," if has("eps_diluted") else ""
    said += f"{share} for the {{{{ q.name }}}} ended {{{{ q.ended }}}}, compared to {{{{ q.net_income.prior.named }}}}"
    return f"{said}{share_before} for the {{{{ q.dated_prior }}}}."


def _period(has: _Has, column: str, *, first: bool) -> list[str]:
    slot = "quarter" if column == "q" else "ytd"
    dated, before = f"{{{{ {column}.dated }}}}", f"{{{{ {column}.dated_prior }}}}"
    out = []
    if not first:
        net = f"The company reported {{{{ {column}.net_income.named }}}}"
        shares = [f", or {{{{ {column}.eps_diluted{p}.cents }}}} per diluted share," for p in ("", ".prior")]
        now, then = shares if has("eps_diluted", column=slot) else ("", "")
        out.append(
            f"{net}{now} for the {dated}, compared to {{{{ {column}.net_income.prior.named }}}}{then} for the {before}."
        )
    if has("net_sales", column=slot):
        it = f"{column}.net_sales"
        said = f"Net sales for the {dated} were {{{{ {it} }}}}, compared to {{{{ {it}.prior }}}} for the {before},"
        said += f" {{{{ {it}.change }}}}."
        out.append(said + "".join(_sales(column, s) for s in has.segments if has("net_sales", s, slot)))
    out.append(_operations(has, column, slot, dated, before))
    if has("ebitda", column=slot):
        it = f"{column}.ebitda"
        said = f"EBITDA for the {dated} was {{{{ {it} }}}}, compared to EBITDA of {{{{ {it}.prior }}}} for the {before}"
        said += f"{{% if {it}.meaningful %}}, {{{{ {it}.change }}}}{{% endif %}}."
        out.append(said)
    return out


def _sales(column: str, segment: str) -> str:
    it = f"{column}.{segment}.net_sales"
    return (
        f" {{% if {it}.meaningful %}}Net sales of {{{{ {column}.{segment}.label }}}} {{{{ {it}.moved }}}} by"
        f" {{{{ {it}.percent }}}} to {{{{ {it} }}}}.{{% endif %}}"
    )


def _operations(has: _Has, column: str, slot: str, dated: str, before: str) -> str:
    it = f"{column}.income_from_operations"
    said = f"{{{{ {it}.subject }}}} for the {dated} was {{{{ {it}.amount }}}}, compared to {{{{ {it}.against }}}}"
    said += f" for the {before}."
    for segment in has.segments:
        part = f"{column}.{segment}.income_from_operations"
        if has("income_from_operations", segment, slot):
            said += (
                f" {{{{ {column}.{segment}.label }}}} had {{{{ {part}.named }}}} for the {dated}, compared to"
                f" {{{{ {part}.against }}}} for the {before}."
            )
    return said


def _cash(has: _Has) -> list[str]:
    slot, column = ("ytd", "ytd") if has.column("ytd") else ("quarter", "q")
    if not has("net_cash_operating", column=slot):
        return []
    it = f"{column}.net_cash_operating"
    return [
        f"{{{{ {it}.subject }}}} for the {{{{ {column}.dated }}}} was {{{{ {it}.amount }}}}, compared to"
        f" {{{{ {it}.prior }}}} for the {{{{ {column}.dated_prior }}}}"
        f"{{% if {it}.meaningful %}}, {{{{ {it}.change }}}}{{% endif %}}."
    ]


def _notice() -> str:
    return (
        "EBITDA is a measure that generally accepted accounting principles do not define. It is net income or loss"
        " before interest, taxes, depreciation and amortization, and before the other items that the table shows, which"
        " reconciles it with net income or loss. It stands beside net income, income from operations and cash flow, and"
        " takes the place of none of them. Management uses it to compare operations from one period to the next, and"
        " believes that it is useful to investors for the same reason. Others may compute a measure of this name in"
        " another way."
    )


def _folded(text: str) -> str:
    """Lines of a width that an editor shows; expressions are not broken."""
    kept = _EXPRESSION.sub(lambda found: found.group().replace(" ", "\0"), text)
    return "\n".join(textwrap.wrap(kept, WIDTH, break_long_words=False, break_on_hyphens=False)).replace("\0", " ")
