"""A page in a browser, with everything it said and asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"


class Screen:
    """One window; `said` are messages of the console, `asked` the addresses it wanted."""

    def __init__(self, browser: Browser, width: int = 1200, height: int = 800, **options: Any):
        viewport = {"width": width, "height": height}
        self.context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type] # a TypedDict
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: Path, anchor: str = "") -> Page:
        """The page of this file, loaded."""
        self.page.goto(path.as_uri() + anchor)
        return self.page

    def outside(self, folder: Path) -> list[str]:
        """What was asked for that is not in this folder."""
        return [url for url in self.asked if not url.startswith((folder.as_uri() + "/", "data:"))]


def box(page: Page, selector: str) -> Any:
    """x, y, width and height on the screen, in pixels."""
    return page.locator(selector).bounding_box()


def shade(page: Page, selector: str) -> str:
    """The background colour of an element."""
    script = "cell => getComputedStyle(cell).backgroundColor"
    return str(page.locator(selector).evaluate(script))


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong on the page as it stands: rule and places."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes'][:5]]}"
        for one in found["violations"]
    ]
