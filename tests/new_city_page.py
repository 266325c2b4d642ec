"""The page about a new city, followed to the letter: a made-up city of another alphabet."""

import os
import re
import shlex
import subprocess
from pathlib import Path

from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations.undecided import DECIDE
from tests.conftest import CLI, Refreshed

CITY = "primergrad"
PAGE = (PROJECT / "docs" / "new-city.md").read_text("utf-8")


def page_tables(folder: Path) -> list[Path]:
    """The tables of the page, as files; the second one in another encoding."""
    made = []
    for name, content in re.findall(r"`([^`\n]+\.csv)`,[^`]*```csv\n(.*?)```", PAGE, re.DOTALL):
        path = folder / name
        path.write_text(content, "cp1251" if made else "utf-8")
        made.append(path)
    return made


def _run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command, *arguments = shlex.split(line)
    assert command == "sozialraum"
    environment = {"SOZIALRAUM_WAREHOUSE": str(folder / "warehouse"), "NO_COLOR": "1"}
    return subprocess.run(
        [*CLI, *arguments],
        cwd=folder,
        env=os.environ | environment | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def follow_page(folder: Path) -> Refreshed:
    """Its tables, commands and decisions, word by word; the city is ``folder / CITY`` then."""
    folder.mkdir()
    page_tables(folder)
    said = []
    before, after = PAGE.split("## 3. Decide")
    for part in (before, after):
        if part is after:
            _decide(folder / CITY, part)
        for line in re.findall(r"```bash\n(.*?)\n```", part):
            done = _run(line, folder)
            said.append(done.stdout + done.stderr)
            assert done.returncode == 0, said[-1]
    return Refreshed(Warehouse(folder / "warehouse"), 0, " ".join(" ".join(said).split()))


def _decide(city: Path, part: str) -> None:
    rows = re.findall(r"^\| `(\w+\.yaml)` \| `(.+?)` \| `(.+?)` \|$", part, re.M)
    assert rows
    for file, found, put in rows:
        path = city / file
        text = path.read_text("utf-8")
        assert found in text, (file, found, text)
        path.write_text(text.replace(found, put), "utf-8")
    # whoever has looked at a line takes its mark away
    for path in city.glob("*.yaml"):
        path.write_text(re.sub(rf" *{DECIDE}.*", "", path.read_text("utf-8")), "utf-8")
