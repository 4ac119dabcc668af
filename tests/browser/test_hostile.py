"""A release is a stranger's document: nothing in it runs, fetches, leads away or reaches the page around it."""

from __future__ import annotations

from collections.abc import Callable

import crossfoot
from crossfoot import rules
from crossfoot.report.page import rendered
from watched import ADDRESS, Opened

Show = Callable[..., Opened]

RUNS = "window.top.hit=(window.top.hit||0)+1"
FAR = "http://elsewhere.invalid/"
TABLE = """
<table><tr><td></td><td>2020</td><td>2019</td></tr>
<tr><td onclick="RUNS">Net sales</td><td>1,200</td><td>1,100</td></tr>
<tr><td>Cost of sales</td><td>700</td><td>650</td></tr>
<tr><td>Gross profit</td><td>500</td><td>450</td></tr></table>
"""
# Each piece does harm in a page that shows it as it stands, or did in some browser.
PIECES = [
    "<script>RUNS</script>",
    "<SCRIPT SRC='FARx.js'></SCRIPT>",
    "<img src='FARx.png' onerror='RUNS' alt='a chart of sales'>",
    "<img src=x: onerror=RUNS>",
    "<svg onload='RUNS'><script>RUNS</script><image href='FARy.png'/></svg>",
    "<style>@import 'FARs.css'; .top, #side { display: none } body { background: url(FARb.png) }</style>",
    "<link rel='stylesheet' href='FARl.css'>",
    "<base href='FAR'>",
    "<iframe src='FARf.html' onload='RUNS'></iframe><iframe srcdoc='<script>parent.RUNS</script>'></iframe>",
    "<meta http-equiv='refresh' content='0;url=FARm'>",
    "<object data='FARo.swf'></object><embed src='FARe.swf'>",
    "<video src='FARv.mp4' autoplay></video><audio src='FARa.mp3' autoplay></audio>",
    "<form action='FARp' id='f'><input name='n' autofocus onfocus='RUNS'><button>Send</button></form>",
    "<a href='javascript:RUNS'>one</a> <a href='FARh'>two</a> <a href='data:text/html,x'>three</a>",
    "<a id='tab' href=' java\tscript:RUNS'>four</a> <a href='&#106;avascript:RUNS'>five</a>",
    "<p style='background:url(FARc.png);width:expression(RUNS);behavior:url(FARh.htc)'>styled</p>",
    "<p style='color:red;}</style><script>RUNS</script>'>broken out</p>",
    '<p style="font-family:\'x;}@import url(FARi.css);y">font</p>',
    "<div style='position:fixed;top:0;left:0;width:100%;height:100%;z-index:99999'>over all</div>",
    "<table background='FARt.png'><tr><td background='FARd.png'>cell</td></tr></table>",
    "</template></div></section><script>RUNS</script><img src=x: onerror=RUNS>",
    "<!--<img title='--><img src=x: onerror=RUNS>'>-->",
    "<noscript><p title='</noscript><img src=x: onerror=RUNS>'></noscript>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x: onerror=RUNS&gt;'>",
    "<details open ontoggle='RUNS'>details</details><marquee onstart='RUNS'>moving</marquee>",
    "<textarea><img src=x: onerror=RUNS></textarea><select><option><img src=x: onerror=RUNS></select>",
    "<p title='\"><script>RUNS</script>' id='\" onmouseover=RUNS x=\"'>attributes</p>",
    "<p>&lt;script&gt;RUNS&lt;/script&gt; &lt;img src=x: onerror=RUNS&gt;</p>",
    "<body onload='RUNS' onpageshow='RUNS'>",
    "<link rel='preload' as='image' href='FARq.png'><link rel='dns-prefetch' href='FAR'>",
    "<p style='background-image:image-set(\"FARr.png\" 1x);list-style:url(FARu.png);content:url(FARw.png)'>sets</p>",
]


def document(*pieces: str) -> str:
    body = "\n".join(f"<p>Gross profit was $500 in 2020.</p>\n{piece}" for piece in pieces)
    text = f"<html><head><title>x</title></head><body>{TABLE}{body}{TABLE}</body></html>"
    return text.replace("RUNS", RUNS).replace("FAR", FAR)


def test_nothing_of_a_hostile_document_does_anything(proved: Show) -> None:
    shown = proved(document(*PIECES).encode(), name="hostile.htm")
    shown.page.wait_for_timeout(300)
    assert shown.page.evaluate("window.hit") is None
    assert (
        shown.page.locator("#release script, #release iframe, #release img, #release form, #release input").count() == 0
    )
    assert shown.page.locator(".top").is_visible()
    assert shown.page.locator("#side").is_visible()
    assert shown.number("1,200").is_visible()  # while what can be read is read
    texts = shown.text()
    assert "a chart of sales" in texts
    assert "broken out" in texts


def test_each_piece_by_itself(proved: Show) -> None:
    """So that one does not take another's force away by leaving something open."""
    shown = proved(document().encode(), name="hostile.htm")
    for piece in PIECES:
        proof = crossfoot.check(document(piece).encode(), name="hostile.htm")
        shown.content = rendered(proof, rules.every())
        shown.page.goto(ADDRESS)
        assert shown.page.evaluate("window.hit") is None, piece
        assert shown.page.locator("#release [data-n]").count() >= 12, piece
        assert (shown.left, shown.said) == ([], []), piece


def test_the_test_would_notice(opened: Show) -> None:
    shown = opened(document(*PIECES[:3]), harmless=False)
    shown.page.wait_for_timeout(100)
    assert shown.page.evaluate("window.hit") >= 2
    assert any(address.startswith(FAR) for address in shown.left)


def test_links_do_not_lead_away(proved: Show) -> None:
    links = "<a id='a' href='javascript:RUNS'>alpha</a> <a id='b' href='FAR'>beta</a> <a href='#there'>gamma</a>"
    shown = proved(document(links + "<p>filler</p>" * 200 + "<a name='there'>here</a>").encode(), name="links.htm")
    for words in ("alpha", "beta"):
        shown.page.locator(f'#release a:text-is("{words}")').click()
    assert shown.page.evaluate("window.hit") is None
    before = shown.page.evaluate("document.getElementById('release').scrollTop")
    shown.page.locator('#release a:text-is("gamma")').click()
    assert shown.page.evaluate("document.getElementById('release').scrollTop") > before


def test_a_box_over_all_stays_in_the_release(proved: Show) -> None:
    over = "<div style='position:absolute;top:-500px;left:-500px;width:5000px;height:5000px'>over all</div>"
    shown = proved(document(over).encode(), name="over.htm")
    shown.page.click("#tab-coverage", timeout=2000)
    assert shown.page.locator("#panel-coverage").is_visible()


def test_plain_text_is_text(proved: Show) -> None:
    text = (
        "<b onclick=RUNS>ACME</b> </script><script>RUNS</script> </template><img src=x: onerror=RUNS>\n\n"
        "</style><script>RUNS</script>      2020      2019\n"
        "Net sales </script>               1,200     1,100\n"
        "Cost of <img src=x: onerror=RUNS>   700       650\n"
        "                                  -----     -----\n"
        "Gross profit                        500       450\n"
    ).replace("RUNS", RUNS)
    shown = proved(text.encode(), name="<script>x</script>.txt")
    shown.page.wait_for_timeout(100)
    assert shown.page.evaluate("window.hit") is None
    for tab in ("findings", "ledger", "coverage", "claims", "plots"):
        shown.page.click(f"#tab-{tab}")
    shown.number("500").click()
    assert "</script><script>" in shown.text()
    assert shown.page.evaluate("window.hit") is None
