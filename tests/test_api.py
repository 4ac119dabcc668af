"""`crossfoot.read` and `crossfoot.check` take a path, bytes or a file object, and give the model."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest

import crossfoot
from crossfoot.model.proof import Proof, Timing


def timeless(proof: Proof, name: str = "x") -> Proof:
    """A proof without what may differ between two runs on the same bytes."""
    document = msgspec.structs.replace(proof.document, name=name)
    return msgspec.structs.replace(proof, document=document, timing=None)


@pytest.mark.parametrize("verb", [crossfoot.read, crossfoot.check])
def test_every_way_to_give_a_release_gives_the_same(verb: object, example: Path) -> None:
    assert callable(verb)
    data = example.read_bytes()
    with example.open("rb") as stream:
        proofs = [verb(example), verb(str(example)), verb(data), verb(io.BytesIO(data)), verb(stream)]
    assert all(isinstance(proof, Proof) for proof in proofs)
    first, *others = [timeless(proof) for proof in proofs]
    assert all(other == first for other in others)


def test_the_name_is_the_path_or_what_is_said(example: Path) -> None:
    data = example.read_bytes()
    assert crossfoot.read(example).document.name == str(example)
    assert crossfoot.read(data).document.name == "(bytes)"
    assert crossfoot.read(io.BytesIO(data), name="draft 3").document.name == "draft 3"


def test_read_proves_nothing(example: Path) -> None:
    proof = crossfoot.read(example)
    assert proof.ties == ()
    assert proof.findings == ()
    assert proof.coverage is None
    assert proof.reading.facts


def test_a_proof_is_frozen_and_repeats(example: Path) -> None:
    proof = crossfoot.check(example)
    assert timeless(proof) == timeless(crossfoot.check(example))
    field = "timing"  # by name, for mypy would refuse the plain statement
    with pytest.raises(AttributeError):
        setattr(proof, field, Timing(0.0, None))


def test_the_schema_is_public() -> None:
    from crossfoot import schema

    assert schema.load("proof")["$schema"].startswith("https://json-schema.org/draft/2020-12")
    assert schema.load("reading")["$defs"]["fact"]["type"] == "object"
