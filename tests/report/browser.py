"""Debian's Chromium, driven by playwright; tests that need it say so where it is missing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"
)


_running: list[Any] = []
"""The browser that a module's tests share; else each starts its own."""


@pytest.fixture(scope="module")
def shared_browser() -> Iterator[None]:
    """One browser for all tests of a module that name it (``usefixtures``)."""
    with _launched() as browser:
        _running.append(browser)
        yield
        _running.pop()


@contextmanager
def _launched() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(page: Path, **options: Any) -> Iterator[Any]:
    """The page in a headless browser, offline; fails on any error that the page's script makes."""
    with nullcontext(_running[0]) if _running else _launched() as browser:
        context = browser.new_context(offline=True, **options)
        try:
            tab = context.new_page()
            problems: list[str] = []
            tab.on("pageerror", lambda error: problems.append(str(error)))
            tab.on("console", lambda said: problems.append(said.text))
            tab.goto(page.as_uri())
            yield tab
            assert problems == [], problems
        finally:
            context.close()


def axe_violations(tab: Any) -> list[str]:
    """What axe-core finds by any of its rules, the strictest and those on trial too, as readable
    lines; everything is shown while it looks, also what is laid out late or chosen away."""
    import axe_playwright_python

    script = Path(axe_playwright_python.__file__).with_name("axe.min.js")
    tab.add_style_tag(
        content="* { content-visibility: visible !important } "
        ".put-away { display: block !important }"
    )
    tab.evaluate(script.read_text("utf-8"))
    found = tab.evaluate(
        """axe.run(document, {
            rules: Object.fromEntries(axe.getRules().map((one) => [one.ruleId, { enabled: true }])),
            resultTypes: ["violations"],
        })"""
    )
    assert len(found["passes"]) > 20, "axe looked at next to nothing"
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def focused_in_turn(tab: Any, times: int) -> set[tuple[str, str]]:
    """Presses Tab so often: what gets the focus, each as its tag and how its outline is drawn."""
    seen = set()
    for _ in range(times):
        tab.keyboard.press("Tab")
        tag, outline = tab.evaluate(
            "(() => { const one = document.activeElement; "
            "return [one.tagName, getComputedStyle(one).outlineStyle] })()"
        )
        seen.add((tag, outline))
    return seen
