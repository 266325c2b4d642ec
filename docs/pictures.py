"""The pictures of the UI in docs/engineers.md, made of a UI that runs.

    make ui    (in another terminal, after two refreshes)
    .venv/bin/python docs/pictures.py [http://127.0.0.1:3000]

Needs Chromium (``apt-get install chromium``); the packages are those of ``make test``.
"""

import io
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent / "pictures"
WIDTH, HEIGHT = 1280, 720
COLOURS = 96
SETTLED_MS = 4000


class Picture(NamedTuple):
    """``path``: of the page. ``shows``: a text that is there when the page is. ``click``: texts of
    what is clicked then, one after the other. ``below``: how far the page is scrolled."""

    name: str
    path: str
    shows: str
    click: tuple[str, ...] = ()
    below: int = 0
    height: int = HEIGHT


REFRESH = "/locations/__repository__@sozialraum/jobs/refresh"
PICTURES = (
    Picture("partitions", f"{REFRESH}/partitions", "Total partitions", ("Materialize…",)),
    Picture("freshness", "/assets/source/deaths", "Freshness policy"),
    Picture("stale", "/assets?asset-selection=group:%221_sources%22", "deaths"),
    Picture("up_to_date", "/assets/source/deaths?view=checks&checkDetail=up_to_date", "About"),
    Picture("automation", "/automation", "monthly_refresh"),
    Picture("columns", "/assets/marts/mart_need_coverage", "Columns", below=580),
    Picture("code", "/assets/marts/mart_need", "Source code"),
    Picture("links", "/assets/source/deaths", "Metadata", below=480),
    Picture("plots", "/assets/marts/mart_source_status", "Plots", ("Plots",), below=2000),
    Picture("alone", "/assets/marts/mart_need?view=checks", "Execute all"),
    Picture("limits", "/deployment/config", "Dagster version", below=3000, height=520),
)


def take(page: Page, picture: Picture, address: str) -> bytes:
    """The page as a PNG in few colours."""
    page.set_viewport_size({"width": WIDTH, "height": picture.height})
    page.goto(address + picture.path)
    page.get_by_text(picture.shows).first.wait_for(timeout=15000)
    page.wait_for_timeout(SETTLED_MS)
    page.wait_for_function("!document.body.innerText.includes('Loading...')")
    for text in picture.click:
        page.get_by_text(text).first.click()
        page.wait_for_timeout(2 * SETTLED_MS)
    if picture.below:
        page.mouse.move(WIDTH / 2, HEIGHT / 2)
        page.mouse.wheel(0, picture.below)
        page.wait_for_timeout(SETTLED_MS)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    # the few points that are red count as much as the many that are grey
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    address = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:3000"
    wanted = sys.argv[2:]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                content = take(page, picture, address)
                (FOLDER / f"{picture.name}.png").write_bytes(content)
                print(f"{picture.name}.png: {len(content) // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main()
