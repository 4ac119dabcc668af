"""Ties and facts to findings: one small file a rule, its page beside it.

Which broken tie falls under which code is settled by what the tie says of itself, read from top to bottom, first match
(`rules/mapping.py` holds the same table as data; "any" is any value, None included):

scope        kind                                identity                reason       code
-----------  ----------------------------------  ----------------------  -----------  -----------------------------------------
prose        reference                           any                     any          NR306 page that is not there
prose        period                              any                     any          NR305 amount is of another period
prose        any                                 any                     scale        NR307 scale slip (thousand for million …)
prose        any                                 any                     period       NR305
prose        direction                           any                     any          NR303 direction word
prose        sign                                any                     any          NR304 sign word (loss, negative)
prose        percent-change, percent, ratio,     any                     any          NR302 percent
             basis-points
prose        any                                 any                     any          NR301 amount (equal, change, sum, per share)
per-share    ratio                               any                     any          PS401 EPS is not income / shares
per-share    any                                 any                     any          PS402 EPS is not the sum of its parts
tables       any                                 ending-cash             any          CT203 ending cash against the balance sheet
tables       any                                 reconciled-income       any          CT204 income into the reconciliation
tables       any                                 segment-total           any          CT202 segment total against consolidated
tables       sum, difference                     any                     any          CT202
tables       percent-change, change, ratio       any                     any          CT201
tables       any                                 any                     any          CT201 the same fact differs (equal)
any other    sum, difference                     any                     rounding     FT102 off by rounding
any other    any                                 balance-sheet           any          FT106 assets are not liabilities + equity
row          change                              any                     any          FT103 change column
row, column  percent-change, percent, ratio,     any                     any          FT104 percent-change or percent column or row
             basis-points
sections     any                                 any                     any          FT107 sections of one table disagree
row          any                                 any                     any          FT105 across the columns
any other    any                                 any                     any          FT101 total is not its parts (scope column)

A broken tie is reported with the severity that its `certainty` says ("evidence", or None, is not reported). Broken ties that
have the same first suspect have one root cause and make one finding, under the code of the strongest of them: certainty first,
then how surely the equation is known (`nfa`, None the surest), then document order. A tie without suspects stands by itself.
What a finding says is made of the tie: its target and `computed`, and `equation` as the words of the formula, such as
"Net sales 27,485 less Cost of sales 25,103" (printed numbers, no "=" and no target: the finding adds both sides).
"""

from __future__ import annotations

from crossfoot.model.finding import Finding
from crossfoot.model.proof import Proof


def findings(proof: Proof) -> tuple[Finding, ...]:
    """All findings of every rule on one proof, in document order."""
    return ()
