"""What of a stranger's markup may stand on the proof page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import crossfoot
from crossfoot.report.page.allowed import Cleaner, escaped
from crossfoot.report.page.colours import Colours, dark
from crossfoot.report.page.marks import states
from crossfoot.report.page.release import release
from crossfoot.report.visible import shown

KEPT = {
    "class", "align", "valign", "width", "height", "colspan", "rowspan", "cellspacing", "cellpadding", "border", "dir",
    "lang", "start", "type", "value", "clear", "size", "span", "scope", "rules", "frame", "nowrap", "noshade", "hidden",
    "title", "id", "name", "href", "data-n",
}  # fmt: skip
REFUSED = {
    "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "button", "textarea", "select",
    "link", "meta", "base", "img", "video", "audio", "template", "noscript", "frame", "frameset", "applet",
}  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("<td colspan=2 ALIGN='right' onclick=x()>", '<td colspan="2" align="right">'),
        ("<TABLE WIDTH=100% cellpadding=0>", '<table width="100%" cellpadding="0">'),
        ("<script src=x>", ""),
        ("<img src='http://x/y.png' width=1 height=1>", ""),
        ("<img src=x alt='&lt;b&gt;'>", '<span class="picture">picture: &lt;b&gt;</span>'),
        ("<a href='javascript:x()'>", '<a title="leads to javascript:x()">'),
        ("<a href='#part' name=top>", '<a href="#part" name="top">'),
        ("<form action='http://x'>", "<div>"),
        ("</form>", "</div>"),
        ("<input onfocus=x()>", ""),
        ("<td background='http://x/y.png'>", "<td>"),
        ("<p id='a\" onclick=\"x()'>", "<p>"),
        ("<p title='\"&gt;&lt;script&gt;'>", '<p title="&quot;&gt;&lt;script&gt;">'),
        ("<br/>", "<br>"),
        ("</br>", ""),
        ("<unknown>", ""),
    ],
)
def test_tags(tag: str, written: str) -> None:
    assert Cleaner().tag(tag) == written


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("text-align:right; padding-left: 10PT", "text-align:right;padding-left:10pt"),
        ("color:#FF0000 !important", "color:var(--k0)"),
        ("border-bottom:1pt solid rgb(0, 0, 0)", "border-bottom:1pt solid var(--k0)"),
        ("font-family:'Times New Roman',serif", "font-family:'times new roman',serif"),
        ("background:url(http://x)", ""),
        ("width:expression(x())", ""),
        ("behavior:url(x)", ""),
        ("position:fixed;top:0", "top:0"),
        ("position:relative", "position:relative"),
        ("color:red}body{display:none", ""),
        ("font-family:'a;}b'", ""),
        ("width:10px/**/", ""),
        ("font-family:\\75rl(x)", ""),
        ("content:'x'", ""),
        ("font-size:1pt;color:white", "font-size:9pt;font-style:italic"),
        ("font-size:9pt;background-color:white", "font-size:9pt;background-color:var(--k0)"),
        ("-moz-binding:url(x)", ""),
    ],
)
def test_styles(style: str, kept: str) -> None:
    cleaner = Cleaner()
    written = cleaner.tag(f'<p style="{style}">')
    assert written == ('<p class="s0">' if kept else "<p>")
    assert not kept or f".s0{{{kept}}}" in cleaner.sheet()


def test_a_style_that_is_met_twice_is_one_class() -> None:
    cleaner = Cleaner()
    assert cleaner.tag("<td style='width:1%'>").endswith('class="s0">')
    assert cleaner.tag("<th style='WIDTH: 1%'>").endswith('class="s0">')
    assert cleaner.sheet().count("{width:1%}") == 1


@pytest.mark.parametrize(
    ("light", "turned"), [("#ffffff", "hsl(0 0% 11%)"), ("#000000", "hsl(0 0% 93%)"), ("#cceeff", "hsl(200 75% 19%)")]
)
def test_dark_paper(light: str, turned: str) -> None:
    assert dark(light) == turned


def test_colours_are_told_once() -> None:
    colours = Colours()
    assert (
        colours.replaced("#FFF".lower()) == colours.replaced("white") == colours.of_attribute("FFFFFF") == "var(--k0)"
    )
    assert colours.of_attribute("url(x)") is None
    assert colours.of_attribute("black; x") is None
    assert colours.rules().startswith("--k0:light-dark(#ffffff,hsl(0 0% 11%));")
    assert colours.rules().count("#ffffff") == 1


def test_text_is_resolved_once_and_escaped() -> None:
    assert escaped("A&nbsp;&amp;lt;b&gt; &#60;i>") == "A\u00a0&amp;lt;b&gt; &lt;i&gt;"
    assert escaped("&#8238;\u241b") == "\ufffd\u241b"


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<b>", "</b>", "<script>", "</script>",
        "<style>", "</style>", "<svg>", "</svg>", "<math>", "<iframe srcdoc='<p>'>", "<template>", "</template>",
        "<!--", "-->", "<!", "<textarea>", "<title>", "</title>", "<noscript>", "</noscript>", "<plaintext>", "<xmp>",
        "<select>", "<option>", "<img src=x onerror=y>", "<a href='javascript:y'>", "<p style='background:url(x)'>",
        "<p onclick=y title='\">'>", "<", ">", "\"", "'", "=", "&lt;", "&#60;", "&#x3c;script&gt;", "&", "1,204",
        "$ 17", "(3)", "text ", "\n", "</div>", "</section>", "<body onload=y>", "<form><input autofocus onfocus=y>",
        "<object data=x>", "<base href=x>", "<link rel=stylesheet href=x>", "<meta http-equiv=refresh content=0>",
        "<embed src=x>", "<td background=x>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_markup_gets_through_that_is_not_listed(soup: str) -> None:
    proof = shown(crossfoot.check(("<html><body><p>x</p>" + soup).encode(), name="soup.htm"))
    body, sheet = release(proof, states(proof))
    for node in LexborHTMLParser(body).css("body *"):
        assert node.tag not in REFUSED
        for name, value in node.attributes.items():
            assert name in KEPT, name
            assert name != "href" or (value or "").startswith("#")
    assert not re.search(r"url\(|@|expression|javascript|<", sheet)
    assert sheet.count("{") == sheet.count("}")
