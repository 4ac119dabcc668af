"""Ties and facts to findings: one small file a rule, its page beside it.

Which broken tie falls under which code is settled by what the tie says of itself, read from top to bottom, first match
(`rules/mapping.py` holds the same table as data; "any" is any value, None included):

scope        kind                           identity           reason    code
-----------  -----------------------------  -----------------  --------  -------------------------------------------
prose        reference                      any                any       NR306 page, table or note that is not there
prose        quarter                        any                any       NR311 quarter against its dates
prose        any                            any                stale     NR310 comparison with another period's amount
prose        period                         any                any       NR305 amount is of another period
prose        any                            any                scale     NR307 scale slip (thousand for million …)
prose        any                            any                period    NR305
prose        any                            any                digits    NR308 rounded otherwise than the others
prose        any                            any                contra-   NR309 two sentences contradict each other
                                                               diction
prose        direction                      any                any       NR303 direction word
prose        sign                           any                any       NR304 sign word (loss, negative)
prose        percent-change, percent,       any                any       NR302 percent
             ratio, basis-points
prose        any                            any                any       NR301 amount (equal, change, sum, per share)
per-share    ratio                          any                any       PS401 EPS is not income / shares
per-share    any                            any                any       PS402 EPS is not the sum of its parts
tables       any                            ending-cash        any       CT203 ending cash against the balance sheet
tables       any                            reconciled-income  any       CT204 income into the reconciliation
tables       any                            segment-total      any       CT202 segment total against consolidated
tables       sum, difference                any                any       CT202
tables       any                            any                any       CT201 the same fact differs (equal)
any other    sum, difference, of per-share  any                any       PS402
             numbers
any other    sum, difference                any                rounding  FT102 off by rounding
any other    any                            balance-sheet      any       FT106 assets are not liabilities + equity
row          change                         any                any       FT103 change column
row, column  percent-change, percent,       any                any       FT104 percent-change or percent column or row
             ratio, basis-points
sections     any                            any                any       FT107 sections of one table disagree
row          any                            any                any       FT105 across the columns
any other    any                            any                any       FT101 total is not its parts (scope column)

The rules about measures outside GAAP, presentation and earlier releases look at the release themselves, its text and
tables, and have no tie behind them; they read from top to bottom of `RULES`.

A broken tie is reported with the severity that its `certainty` says ("evidence", or None, is not reported). Broken ties
that have the same first suspect have one root cause and make one finding, under the code of the strongest of them:
certainty first, then what is plainest to say (the suspect is its target; few terms), then `nfa` (None the surest).
A tie without suspects stands by itself; a single one that suspects, in any place, a number at which several others
point goes with them. What a finding says is made here of the tie's target, terms and `computed`; `equation` is for
lists of ties and may stay empty.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from crossfoot.model.books import Fault
from crossfoot.model.finding import Finding, Rule
from crossfoot.model.proof import Against, Proof
from crossfoot.rules import (
    bk701,
    bk702,
    bk703,
    bk704,
    bk705,
    bk706,
    bk707,
    bk708,
    bk709,
    bk710,
    bk711,
    bk712,
    bk713,
    bk720,
    bk721,
    cr901,
    ct201,
    ct202,
    ct203,
    ct204,
    cy601,
    cy602,
    cy603,
    cy604,
    cy605,
    cy606,
    earlier,
    ft101,
    ft102,
    ft103,
    ft104,
    ft105,
    ft106,
    ft107,
    ng501,
    ng502,
    ng503,
    ng504,
    ng505,
    ng506,
    ng507,
    ng508,
    ng509,
    nr301,
    nr302,
    nr303,
    nr304,
    nr305,
    nr306,
    nr307,
    nr308,
    nr309,
    nr310,
    nr311,
    ps401,
    ps402,
    st801,
    st802,
    st803,
    st804,
    st805,
)
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_faults

Find = Callable[[Case], Iterator[Finding]]

RULES: tuple[tuple[Rule, Find], ...] = (
    (ft101.RULE, ft101.find),
    (ft102.RULE, ft102.find),
    (ft103.RULE, ft103.find),
    (ft104.RULE, ft104.find),
    (ft105.RULE, ft105.find),
    (ft106.RULE, ft106.find),
    (ft107.RULE, ft107.find),
    (ct201.RULE, ct201.find),
    (ct202.RULE, ct202.find),
    (ct203.RULE, ct203.find),
    (ct204.RULE, ct204.find),
    (nr301.RULE, nr301.find),
    (nr302.RULE, nr302.find),
    (nr303.RULE, nr303.find),
    (nr304.RULE, nr304.find),
    (nr305.RULE, nr305.find),
    (nr306.RULE, nr306.find),
    (nr307.RULE, nr307.find),
    (nr308.RULE, nr308.find),
    (nr309.RULE, nr309.find),
    (nr310.RULE, nr310.find),
    (nr311.RULE, nr311.find),
    (ps401.RULE, ps401.find),
    (ps402.RULE, ps402.find),
    (ng501.RULE, ng501.find),
    (ng502.RULE, ng502.find),
    (ng503.RULE, ng503.find),
    (ng504.RULE, ng504.find),
    (ng505.RULE, ng505.find),
    (ng506.RULE, ng506.find),
    (ng507.RULE, ng507.find),
    (ng508.RULE, ng508.find),
    (ng509.RULE, ng509.find),
    (cy601.RULE, cy601.find),
    (cy602.RULE, cy602.find),
    (cy603.RULE, cy603.find),
    (cy604.RULE, cy604.find),
    (cy605.RULE, cy605.find),
    (cy606.RULE, cy606.find),
    (st801.RULE, st801.find),
    (st802.RULE, st802.find),
    (st803.RULE, st803.find),
    (st804.RULE, st804.find),
    (st805.RULE, st805.find),
    (cr901.RULE, cr901.find),
    (bk701.RULE, bk701.find),
    (bk702.RULE, bk702.find),
    (bk703.RULE, bk703.find),
    (bk704.RULE, bk704.find),
    (bk705.RULE, bk705.find),
    (bk706.RULE, bk706.find),
    (bk707.RULE, bk707.find),
    (bk708.RULE, bk708.find),
    (bk709.RULE, bk709.find),
    (bk710.RULE, bk710.find),
    (bk711.RULE, bk711.find),
    (bk712.RULE, bk712.find),
    (bk713.RULE, bk713.find),
    (bk720.RULE, bk720.find),
    (bk721.RULE, bk721.find),
)


def findings(proof: Proof) -> tuple[Finding, ...]:
    """All findings of every rule on one proof, in document order, the graver first within a line."""
    case = Case(proof)
    found = [finding for _, find in RULES for finding in find(case)]
    return tuple(sorted(found, key=lambda f: (f.span or (0, 0), _GRAVITY[f.severity], f.rule)))


def of_books(faults: tuple[Fault, ...]) -> tuple[Finding, ...]:
    """The findings on books by themselves, where there is no release to prove; the graver first."""
    found = [finding for rule in every() for finding in of_faults(faults, rule)]
    return tuple(sorted(found, key=lambda f: (_GRAVITY[f.severity], f.rule)))


_GRAVITY = {"error": 0, "warning": 1, "note": 2}


def against(proof: Proof) -> tuple[Against, ...]:
    """For each earlier release of a proof how many figures both print, and how many of them agree."""
    return earlier.against(Case(proof).priors)


def every() -> tuple[Rule, ...]:
    """All rules, by code."""
    return tuple(rule for rule, _ in RULES)


def names() -> dict[str, str]:
    """The rules' names by code."""
    return {rule.code: rule.name for rule, _ in RULES}


def chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str] | None:
    """The codes that begin with one of `select` (none given: all) and with none of `ignore`; None where all do.

    Raises ValueError for a code that no rule begins with.
    """
    codes = [rule.code for rule, _ in RULES]
    for prefix in (*select, *ignore):
        if not any(code.startswith(prefix) for code in codes):
            raise ValueError(f"{prefix}: no rule's code begins so")
    if not select and not ignore:
        return None
    return frozenset(c for c in codes if (not select or c.startswith(select)) and not (ignore and c.startswith(ignore)))


@cache
def page(rule: Rule) -> str:
    """The rule's page, Markdown: what it does, why it matters, a bad and a good example."""
    data = pkgutil.get_data(__name__, f"pages/{rule.page}")
    assert data is not None, rule.page
    return data.decode("utf-8")
