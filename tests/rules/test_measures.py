"""Measures outside GAAP: the words that spare a search stand in whatever a title finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import vocabulary
from crossfoot.rules import measures
from crossfoot.rules.wording import flat

_FAMILIES = vocabulary.measure_words()["family"]


@pytest.mark.parametrize("family", _FAMILIES)
@given(data=st.data())
def test_a_title_holds_a_hint(family: str, data: st.DataObject) -> None:
    title = data.draw(st.from_regex(re.compile(_FAMILIES[family]["title"], re.ASCII), fullmatch=True))
    assert any(hint in title for hint in vocabulary.measure_words()["hints"]["family"])


@pytest.mark.parametrize("family", _FAMILIES)
def test_the_usual_name_is_found(family: str) -> None:
    name = measures.name_of(family).lower()
    assert measures.family_of(name) == family
    assert [found for *_, found in measures.titles(f"and {name} rose")] == [family]


@given(st.text())
def test_flat_text_is_as_long_and_has_no_other_white_space(text: str) -> None:
    told = flat(text)
    assert len(told) == len(text)
    assert not re.search(r"[^\S ]|[()\[\]\"“”'’]", told)
