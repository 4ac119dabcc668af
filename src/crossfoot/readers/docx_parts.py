"""The parts of a Word file: a stranger's zip and a stranger's XML, opened within limits.

Nothing is fetched: relations that lead out of the file are not followed. A document type declaration, which only those
use who want entities expanded, is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from crossfoot.model.errors import Unreadable

MAX_PARTS = 5_000
MAX_PART_BYTES = 96 * 1024 * 1024
MAX_NESTING = 400
_OFFICE = "officeDocument/2006/relationships/"
_STRICT = "purl.oclc.org/ooxml/officeDocument/relationships/"


class Parts:
    """The parts of a file by name, and where the relations of a part lead."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unreadable(name, f"is a damaged zip file ({error})", remedy="save it again") from None
        self.names = set(self.archive.namelist())
        if len(self.names) > MAX_PARTS:
            raise Unreadable(name, f"has more parts than the limit of {MAX_PARTS:,}", remedy="save it again in Word")
        if any(entry.flag_bits & 1 for entry in self.archive.infolist()):
            raise Unreadable(name, "is encrypted", remedy="save it without a password")

    def tree(self, part: str) -> Element | None:
        """The XML of a part; None where there is no such part. Raises Unreadable."""
        if part not in self.names:
            return None
        # No more than the size that the archive declares is ever unpacked.
        if self.archive.getinfo(part).file_size > MAX_PART_BYTES:
            limit = f"unpacks to more than the limit of {MAX_PART_BYTES >> 20} MiB"
            raise Unreadable(self.name, limit, place=part, remedy="give the exhibit alone")
        try:
            data = self.archive.read(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise Unreadable(self.name, f"is damaged ({error})", place=part, remedy="save it again") from None
        return _parsed(data, self.name, part)

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part's relations of a kind ("styles") lead to, inside this file."""
        folder, file = posixpath.split(part)
        relations = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        out = []
        for relation in relations if relations is not None else ():
            named = relation.get("Type", "")
            if relation.get("TargetMode") == "External" or not named.endswith((_OFFICE + kind, _STRICT + kind)):
                continue
            target = relation.get("Target", "")
            out.append(target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}"))
        return out

    def main(self) -> str | None:
        """The part that holds the document, where this is a file of Word's."""
        found = self.related("", "officeDocument")
        known = [part.lstrip("/") for part in found if part.lstrip("/").startswith("word/")]
        return next((part for part in known if part in self.names), None)


def _parsed(data: bytes, name: str, part: str) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_NESTING:
            raise Unreadable(name, f"nests elements deeper than {MAX_NESTING}", place=part, remedy="save it again")
        builder.start(tag.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag.rpartition("}")[2])

    def declared(*_: object) -> None:
        raise Unreadable(name, "declares a document type, which Word never does", place=part, remedy="save it again")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise Unreadable(name, f"is damaged ({error})", place=part, remedy="save it again in Word") from None
    return builder.close()
