"""The parts of a Word file that hardly depend on the release: types, relations, styles, bullets, header and footer."""

from __future__ import annotations

from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _style(ident: str, name: str, paragraph: str = "", run: str = "", *, default: bool = False) -> str:
    chosen, based = (' w:default="1"', "") if default else ("", '<w:basedOn w:val="Normal"/>')
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"{chosen}><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_STYLES = (
    f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" '
    'w:cs="Times New Roman"/><w:sz w:val="21"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", '<w:spacing w:before="0" w:after="160"/>', default=True)
    + _style("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="160" w:after="120"/>', "<w:b/>")
    + _style(
        "ListBullet", "List Bullet",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="100"/>'
        '<w:ind w:left="540" w:hanging="270"/>',
    )
    + _style("Note", "Note", '<w:spacing w:before="60" w:after="60"/><w:ind w:left="240" w:hanging="240"/>',
             '<w:sz w:val="18"/>')
    + _style("TableTitle", "Table Title", '<w:keepNext/><w:spacing w:after="0"/><w:jc w:val="center"/>', "<w:b/>")
    + _style("TableText", "Table Text", '<w:spacing w:before="10" w:after="10"/>', '<w:sz w:val="20"/>')
    + _style("Header", "header", "", "<w:i/>")
    + _style("Footer", "footer", '<w:jc w:val="center"/>')
    + "</w:styles>"
)  # fmt: skip
_NUMBERING = (
    f'<w:numbering xmlns:w="{_MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{k}" Type="{kind}" Target="{target}"/>' for k, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _relations(
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ),
    "word/_rels/document.xml.rels": _relations(
        (f"{_OFFICE}/styles", "styles.xml"),
        (f"{_OFFICE}/numbering", "numbering.xml"),
        (f"{_OFFICE}/header", "header1.xml"),
        (f"{_OFFICE}/footer", "footer1.xml"),
    ),
    "word/styles.xml": _STYLES,
    "word/numbering.xml": _NUMBERING,
}


def section() -> str:
    """A letter page with one-inch margins; the running head stands on all pages but the first, the number on all."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="first" r:id="rId4"/><w:pgSz w:w="12240" w:h="15840"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1200" w:left="1440" w:header="720" w:footer="600" '
        'w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def header(running_head: str) -> str:
    """The header's part."""
    text = f'<w:r><w:t xml:space="preserve">{escape(running_head)}</w:t></w:r>' if running_head else ""
    return f'<w:hdr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{text}</w:p></w:hdr>'


def footer() -> str:
    """The footer's part: the page's number."""
    return (
        f'<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )


def core_properties(title: str) -> str:
    """The document's title; neither author nor time."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
