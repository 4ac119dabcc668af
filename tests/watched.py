"""A page in a browser, with every request that it makes and everything that goes wrong in it."""

from __future__ import annotations

from typing import Any

ADDRESS = "http://release.invalid/"  # no such place: the page is handed over when it is asked for


class Opened:
    """`left`: addresses asked for besides the page itself; `said`: errors of console and script, dialogs."""

    def __init__(self, context: Any, content: str) -> None:
        self.content = content
        self.left: list[str] = []
        self.said: list[str] = []
        context.route("**/*", self._answered)
        self.page = context.new_page()
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("page", lambda other: self.left.append(f"window {other.url}") if other is not self.page else None)

    def _answered(self, route: Any) -> None:
        address = route.request.url
        if address == ADDRESS and route.request.resource_type == "document":
            route.fulfill(body=self.content, content_type="text/html; charset=utf-8")
        else:
            self.left.append(address)
            route.abort()

    def number(self, text: str, place: int = 0) -> Any:
        """The mark in the release that reads `text`, the first or a later one."""
        return self.page.locator(f'#release [data-n]:text-is("{text}")').nth(place)

    def lit(self, name: str) -> list[str]:
        """The texts of the numbers that are lit as "target", "term", "plus", "minus", "at" or "suspect"."""
        return list(self.page.locator(f"#release .n.{name}").all_inner_texts())

    def text(self) -> str:
        """All text of the release."""
        return str(self.page.evaluate("document.getElementById('host').shadowRoot.textContent"))
