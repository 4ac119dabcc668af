"""Settings, baseline and what they make of a proof: what is reported, and the exit status."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from crossfoot.report.visible import visible
from crossfoot.settings import (
    Baseline,
    Settings,
    failed,
    judged,
    nearest,
    read_baseline,
    read_settings,
    rewritten,
)
from crossfoot.settings.apply import short_of


class Given(msgspec.Struct, frozen=True):
    """What the command line says, before what any file sets. `config`: the one settings file; `isolated`: none."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    config: str | None = None
    isolated: bool = False
    baseline: str | None = None


class Verdict:
    """Judges proofs one by one; `status` is what the command ends with."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.status = 0
        self.proofs: list[Proof] = []
        self._nearest: dict[Path, Path | None] = {}
        self._settings: dict[Path | None, Settings] = {}
        self._baselines: dict[Path, Baseline] = {}
        self._used: dict[Path, list[Proof]] = {}
        self._check_codes()

    def _check_codes(self) -> None:
        try:
            Settings(select=self.given.select, ignore=self.given.ignore).wanted()
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    def settings(self, file: str) -> Settings:
        """The settings for a file: of `--config`, else the nearest above it (above here, for standard input)."""
        given = self.given
        try:
            if given.config:
                path: Path | None = Path(given.config)
            else:
                path = None if given.isolated else self._above(Path() if file == "-" else Path(file).parent)
            if path not in self._settings:
                self._settings[path] = self._over(read_settings(path) if path else Settings())
            return self._settings[path]
        except Unreadable as error:
            raise click.ClickException(visible(str(error))) from None

    def _above(self, folder: Path) -> Path | None:
        """The nearest settings file above; looked for once in each folder."""
        if folder not in self._nearest:
            self._nearest[folder] = nearest(folder)
        return self._nearest[folder]

    def _over(self, found: Settings) -> Settings:
        """The settings with what the command line says in place of them."""
        given = self.given
        changes: dict[str, object] = {
            name: value
            for name, value in (("select", given.select), ("ignore", given.ignore), ("fail_on", given.fail_on))
            if value
        }
        if given.baseline:
            changes["baseline"] = Path(given.baseline)
        return msgspec.structs.replace(found, **changes)

    def baseline(self, path: Path) -> Baseline:
        """The baseline in a file."""
        if path not in self._baselines:
            try:
                self._baselines[path] = read_baseline(path)
            except Unreadable as error:
                raise click.ClickException(visible(str(error))) from None
        return self._baselines[path]

    def judge(self, file: str, proof: Proof) -> tuple[Proof, Settings]:
        """The proof as it is reported, and by which settings; the status follows."""
        settings = self.settings(file)
        proof = judged(proof, settings)
        if settings.baseline is not None:
            proof = self.baseline(settings.baseline).accept(proof)
            self._used.setdefault(settings.baseline, []).append(proof)
        self.proofs.append(proof)
        if failed(proof, settings):
            self.status = max(self.status, 1)
        share = short_of(proof, settings)
        if share is not None:
            told = f"{share:.1f} % of the numbers are proved, less than fail-under = {settings.fail_under}"
            click.echo(f"crossfoot: {visible(proof.document.name)}: {told}", err=True)
        return proof, settings

    def unreadable(self) -> None:
        """Takes note of a file that could not be read."""
        self.status = 2

    def tell_stale(self) -> None:
        """Says on stderr which entries of a baseline no finding answers to any more."""
        for path, proofs in self._used.items():
            for entry in self.baseline(path).stale(proofs):
                where = f"{entry.file}, " if entry.file else ""
                told = f"{where}{entry.rule} {entry.fingerprint} is found no more; take the entry out"
                click.echo(f"crossfoot: {visible(f'{path}: {told}')}", err=True)


def write_baseline(path: Path, proofs: list[Proof], reason: str, owner: str) -> bytes:
    """The baseline of what was found, with what it held before; says on stderr what has changed and what is wanting."""
    try:
        old = read_baseline(path, strict=False) if path.exists() else Baseline()
    except Unreadable as error:
        raise click.ClickException(visible(str(error))) from None
    data, wanting, dropped = rewritten(old, proofs, reason=reason, owner=owner)
    for entry in dropped:
        click.echo(
            f"crossfoot: {visible(f'{path}: {entry.rule} {entry.fingerprint} is found no more: left out')}", err=True
        )
    if wanting:
        told = f"{wanting} of its entries want a reason or an owner; it is refused until they have both"
        click.echo(f"crossfoot: {visible(str(path))}: {told}", err=True)
    return data
