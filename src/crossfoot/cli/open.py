"""`crossfoot open`: the proof page of a release, written beside it and opened in the browser."""

from __future__ import annotations

import stat
from pathlib import Path

import click

from crossfoot import api, rules
from crossfoot.cli.check import EXHIBIT
from crossfoot.cli.inputs import MADE, proofs
from crossfoot.cli.output import written_whole
from crossfoot.cli.verdict import Given, Verdict
from crossfoot.model.errors import Unreadable
from crossfoot.report.visible import visible


@click.command("open")
@click.argument("file")
@EXHIBIT
@click.option("-o", "--output", metavar="PAGE", help=f"Write the page there instead of to FILE{MADE}.")
@click.option("--no-browser", is_flag=True, help="Write the page, and leave it to you to open it.")
def command(file: str, exhibit: str | None, output: str | None, no_browser: bool) -> int:
    """Prove FILE, write its proof page beside it and open that in the default browser.

    The page holds the release. It is the only copy made: it stands beside the release, with the same permissions, until
    you remove it, and nothing is put in any other place.

    Exit status: 0, or 2 where the file could not be read or the page not written.
    """
    from crossfoot.report.page import SIGNATURE, rendered

    if file == "-" and output is None:
        raise click.UsageError("standard input has no place beside which to write the page; name one with -o PAGE")
    page = Path(output) if output else Path(file + MADE)
    if not _ours(page, SIGNATURE):
        raise click.ClickException(f"{page}: is there already and is no proof page; name another with -o PAGE")
    for _, proof in proofs((file,), api.check, exhibit):
        if isinstance(proof, Unreadable):
            return 2
        mode = None if file == "-" else stat.S_IMODE(Path(file).stat().st_mode) & 0o666 | stat.S_IWUSR
        judged, _ = Verdict(Given()).judge(file, proof)  # by the settings and the baseline that `check` goes by
        written_whole(str(page), rendered(judged, rules.every()).encode("utf-8", "replace"), mode=mode)
        click.echo(f"wrote {visible(str(page))}")
        if not no_browser and not _opened(page):
            click.echo("crossfoot: no browser could be started; open the page yourself", err=True)
    return 0


def _ours(page: Path, signature: str) -> bool:
    """True where nothing stands at `page`, or a page that an earlier run wrote."""
    try:
        with page.open("rb") as stream:
            return stream.read(len(signature)) == signature.encode()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise click.ClickException(f"{page}: {(error.strerror or 'cannot be opened').lower()}") from None


def _opened(page: Path) -> bool:
    import webbrowser

    return webbrowser.open(page.resolve().as_uri())
