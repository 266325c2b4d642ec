"""The page that leads to all editions; beside them, for an edition itself never changes.

``publications/index.html`` is where the report of a publication leads to, ``index.html`` of the
warehouse where it does when it was opened through ``current``. Both are plain pages without a
script, read from a web server or a folder alike, and written anew at the end of each refresh, and
where another publication is made current.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sozialraum.base.files import write_atomically
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import errata, told_of
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.words import Day, Message, Name, Period, Words

PAGE = "index.html"
_FORMS = {
    "bericht.html": "page",
    "bericht.pdf": "pdf",
    "anhang.html": "annex",
    "anhang.pdf": "annex_pdf",
    "leichte-sprache.html": "plain",
    "zahlen.html": "browse",
    "vorlage.docx": "paper",
    "anlage.xlsx": "workbook",
}


@dataclass(frozen=True)
class Edition:
    """A publication as the page shows it: its forms with their addresses below the publications."""

    version: str
    day: str
    forms: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...]
    is_current: bool


@dataclass(frozen=True)
class Month:
    """``edition``: the one to read; ``others``: those that it replaced, or that proved wrong."""

    name: str
    edition: Edition
    others: tuple[Edition, ...]


def write_contents(warehouse: Warehouse, words: Words) -> None:
    """To be called by the holder of the warehouse's lock.

    Raises:
        PublicationError: a note of what proved wrong cannot be read.
    """
    store = PublicationStore(warehouse)
    months = _months(store, words)
    if not months:
        return
    from jinja2 import Environment, PackageLoader, StrictUndefined

    template = Environment(
        loader=PackageLoader("sozialraum.publication", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("contents.html.j2")
    city = str((store.all()[-1].manifest or {}).get("city", ""))
    said = {
        "title": words.say(Message("contents-title", city=Name(city))),
        "about": words.say(Message("contents-about")),
        "current": words.say(Message("contents-current")),
        "others": words.say(Message("contents-others")),
        "wrong": words.say(Message("contents-wrong")),
    }
    for folder, below in _places(warehouse):
        page = template.render(language=words.language, said=said, months=months, below=below)
        write_atomically(folder / PAGE, page.encode())


def renew_contents(warehouse: Warehouse) -> None:
    """The same where nothing is declared: in the language of the newest publication that tells
    it.

    Raises:
        PublicationError: as :func:`write_contents`.
    """
    import duckdb

    for publication in reversed(PublicationStore(warehouse).by_day()):
        with (
            suppress(duckdb.Error),
            duckdb.connect(publication.database, read_only=True) as connection,
        ):
            asked = connection.execute("SELECT language, city_kind FROM declared.city")
            write_contents(warehouse, Words(*asked.fetchall()[0]))
            return


def _places(warehouse: Warehouse) -> list[tuple[Path, str]]:
    """The folder of each page, with what leads from there to the publications."""
    return [(warehouse.publications, ""), (warehouse.root, f"{warehouse.publications.name}/")]


def _months(store: PublicationStore, words: Words) -> list[Month]:
    found = errata(store)
    current = store.current()

    def edition(one: Publication) -> Edition:
        is_current = current is not None and current.version == one.version
        wrong = [noted.text for noted in told_of(found, one)]
        return _edition(one, wrong, words, is_current=is_current)

    return [
        Month(words.say(Period(month)), edition(them[-1]), tuple(map(edition, them[-2::-1])))
        for month, them in sorted(store.editions().items(), reverse=True)
    ]


def _edition(
    publication: Publication, wrong: list[str], words: Words, *, is_current: bool
) -> Edition:
    files = (publication.manifest or {}).get("files", {})
    return Edition(
        publication.version,
        words.say(Message("contents-day", day=Day(publication.as_of))),
        tuple(
            (f"{publication.version}/report/{name}", words.say(Message("contents-form", form=form)))
            for name, form in _FORMS.items()
            if f"report/{name}" in files
        ),
        tuple(wrong),
        is_current,
    )
