"""Rules that have a date: whether they were in force when a release went out, and the words that say so."""

from __future__ import annotations

import datetime

from crossfoot import vocabulary
from crossfoot.model.finding import Rule, Severity
from crossfoot.rules.case import Case


def in_force(case: Case, rule: Rule) -> bool:
    """True where the release is known to be no older than the rule's source."""
    authority = vocabulary.authorities().get(rule.code)
    return authority is not None and case.date is not None and case.date >= authority.since


def severity(case: Case, rule: Rule, *, plain: bool = True) -> Severity:
    """A warning where a rule in force on the release's date is plainly broken, else a note."""
    return "warning" if plain and in_force(case, rule) else "note"


def by(case: Case, rule: Rule) -> str:
    """ " (non-GAAP C&DI 103.01)", and for an older release or one without a date since when."""
    authority = vocabulary.authorities()[rule.code]
    if in_force(case, rule):
        return f" ({authority.source})"
    return f" ({authority.source}, as it stands since {_told(authority.since)})"


def _told(day: datetime.date) -> str:
    return day.isoformat()
