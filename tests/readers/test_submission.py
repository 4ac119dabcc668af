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


def test_a_submission_that_holds_html() -> None:
    page = "<HTML><BODY><P><B>RESULTS</B></P><TABLE><TR><TD></TD><TD>2005</TD><TD>2004</TD></TR>"
    rows = "<TR><TD>Sales</TD><TD>1,234</TD><TD>1,111</TD></TR><TR><TD>Costs</TD><TD>(800)</TD><TD>(750)</TD></TR>"
    data = submission(("8-K", "The form."), ("EX-99.1", f"{page}{rows}</TABLE></BODY></HTML>"))
    document = readers.read(data, "submission.txt")
    assert document.format == "html"
    (table,) = document.tables
    assert [[c.figure.text for c in row.cells] for row in table.rows] == [["1,234", "1,111"], ["(800)", "(750)"]]
    start, end = table.rows[0].cells[0].figure.span
    assert document.source[start:end] == "1,234"
