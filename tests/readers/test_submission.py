"""Full submissions: which of their documents is read."""

from __future__ import annotations

import pytest

from crossfoot import readers
from crossfoot.model.errors import Unreadable


def submission(*documents: tuple[str, str]) -> bytes:
    """A submission of documents, each (type, text)."""
    head = "<SEC-HEADER>\nFILED AS OF DATE:\t\t20041115\n\tCOMPANY CONFORMED NAME:\t\t\tARDEN CORP\n</SEC-HEADER>\n"
    body = "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{k}\n<DESCRIPTION>PART {k}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
        for k, (kind, text) in enumerate(documents, 1)
    )
    return (head + body).encode()


FURNISHED = submission(
    ("8-K", "The form."), ("EX-10", "A contract."), ("EX-99.1", "The release."), ("EX-99.2", "Slides.")
)
FILED = submission(("10-K", "The report."), ("EX-99.1", "A plan."))


@pytest.mark.parametrize(
    ("data", "exhibit", "chosen", "text"),
    [
        (FURNISHED, None, "EX-99.1", "The release."),
        (FURNISHED, "EX-99.2", "EX-99.2", "Slides."),
        (FURNISHED, "ex-10", "EX-10", "A contract."),
        (FURNISHED, "EX-99", "EX-99.1", "The release."),
        (FILED, None, "10-K", "The report."),
        (FILED, "EX-99.1", "EX-99.1", "A plan."),
    ],
)
def test_choice(data: bytes, exhibit: str | None, chosen: str, text: str) -> None:
    document = readers.read(data, "submission.txt", exhibit=exhibit)
    assert [p.type for p in document.parts if p.chosen] == [chosen]
    assert [" ".join(p.text.split()) for p in document.passages] == [text]
    assert (document.company, document.filed) == ("ARDEN CORP", "2004-11-15")


def test_unknown_exhibit_names_the_choices() -> None:
    with pytest.raises(Unreadable, match=r"no document of type EX-7.*8-K, EX-10, EX-99\.1"):
        readers.read(FURNISHED, "submission.txt", exhibit="EX-7")


def test_exhibit_of_a_plain_release() -> None:
    with pytest.raises(Unreadable, match="not a full submission"):
        readers.read(b"Just a release.\n", "release.txt", exhibit="EX-99.1")
