"""The benchmark against financial data schedules: what it reads of one, and a few filings where they are at hand."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from decimal import Decimal
from types import ModuleType

import pytest

from places import ROOT, SHARED

SCHEDULE = """<TYPE>EX-27
<MULTIPLIER> 1,000
<PERIOD-TYPE>   9-MOS
<PERIOD-END>    SEP-30-1999
<CASH>                  1,234
<TOTAL-REVENUES>        5,000
<INCOME-PRETAX>         (120)
<NET-INCOME>                0
<EPS-BASIC>             (.05)
</DOCUMENT>
"""


@pytest.fixture(scope="module")
def ex27() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ex27", ROOT / "benchmarks" / "ex27.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ex27"] = module
    spec.loader.exec_module(module)
    return module


def test_a_schedule_is_read_with_its_multiplier_and_without_zeros(ex27: ModuleType) -> None:
    found = ex27.schedule_of(SCHEDULE)
    assert (found.end, found.months) == (date(1999, 9, 30), 9)
    assert found.values == {
        "CASH": Decimal(1234000),
        "TOTAL-REVENUES": Decimal(5000000),
        "INCOME-PRETAX": Decimal(-120000),
        "EPS-PRIMARY": Decimal("-.05"),
    }


def test_a_submission_without_a_schedule_has_none(ex27: ModuleType) -> None:
    assert ex27.schedule_of("<TYPE>10-Q\n</DOCUMENT>") is None


def test_facts_agree_with_the_schedules(ex27: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    filings = sorted((SHARED / "corpus" / "filing").glob("*.txt"))[::5]
    if not filings:
        pytest.skip("the filings are not beside the project")
    assert ex27.main([str(path) for path in filings]) == 0
    assert "agreement" in capsys.readouterr().out
