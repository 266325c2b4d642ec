"""The areas at a glance, and what their social index says."""

import re
from hashlib import sha256

from sozialraum.report.chapters import profile_services
from sozialraum.report.chapters.focus import Count
from sozialraum.report.chapters.shapes import Cell, Column, Row, Section, Table
from sozialraum.report.chapters.signs import ESTIMATE
from sozialraum.report.rows.city import Area
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import ESTIMATES, IndexClass
from sozialraum.words import Joined, Listing, Message, Name, Number, Text, code
from sozialraum.words.numbers import NBSP, NONE

_PLAIN_ID = r"[a-z0-9_]{1,40}:[a-z0-9][a-z0-9-]{0,39}"
_DYNAMICS = {"+": "better", "±": "same", "-": "worse"}


def anchor(area: Area) -> str:
    """The stable address of an area's profile."""
    code = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in area.area_code)
    return f"profil-{code.lower()}"


def file_name(area_id: str) -> str:
    """``stadtraum:16`` is ``stadtraum-16``. An id of other signs than small letters and digits is
    told apart by a hash: no two areas share a file, and no name leads out of its folder."""
    if re.fullmatch(_PLAIN_ID, area_id):
        return area_id.replace(":", "-")
    alike = re.sub(r"[^a-z0-9]+", "-", area_id.lower())[:40]
    return f"{alike}-{sha256(area_id.encode()).hexdigest()[:8]}".strip("-")


def details(facts: Facts) -> Section | None:
    """What decided the most urgent themes of each area, and its services by name."""
    parts = []
    for area in facts.areas(facts.sozialraum):
        name = anchor(area).removeprefix("profil-")
        blocks = (*profile_services.urgency(facts, area), *profile_services.offers(facts, area))
        if blocks:
            parts.append(Section(f"gebiet-{name}", facts.labels[area.area_id], blocks))
    title = Message("profile-details", areas=Name(facts.sozialraum.plural_de))
    return Section("gebiete", title, (), tuple(parts)) if parts else None


def overview(facts: Facts, counts: dict[str, Count]) -> Table:
    """All areas at a glance; ``counts`` of those of which high needs can be told."""
    index = {one.area_id: one for one in facts.tables.index}
    notes: list[Text] = []
    if index:
        notes.append(_about_index(facts))
        if any(one.method in ESTIMATES for one in index.values()):
            notes.append(Message("labels-estimate-note"))
    if counts:
        notes.append(Message("profile-high-needs-means", estimates=code(facts.has_estimates)))
    of_index = (
        Column(Message("profile-status-head"), weight=1.4),
        Column(Message("profile-dynamic-head"), "center", 1.1),
        Column(Message("profile-rank-head"), weight=1.4),
    )
    has_people = are_counted(facts)
    return Table(
        caption=Message("profile-overview", areas=Name(facts.sozialraum.plural_de)),
        columns=(
            Column(Message("labels-area"), "left", 4.5),
            *([Column(Message("profile-people-head"), weight=1.3)] if has_people else ()),
            *(of_index if facts.tables.index_parts else ()),
            *([Column(Message("profile-high-head"), weight=1.2)] if counts else ()),
        ),
        rows=tuple(
            Row(
                (
                    Cell(facts.labels[area.area_id]),
                    *([Cell(population(area))] if has_people else ()),
                    *(_index_cells(index.get(area.area_id)) if facts.tables.index_parts else ()),
                    *([_high_cell(counts.get(area.area_id))] if counts else ()),
                )
            )
            for area in facts.areas(facts.sozialraum)
        ),
        notes=tuple(notes),
    )


def _high_cell(count: Count | None) -> Cell:
    if count is None:
        return Cell(Message("profile-not-judged"))
    return Cell(Message("profile-high-of", high=count.high, judged=count.judged))


def are_counted(facts: Facts) -> bool:
    """Whether a city says which figure is that of the people who live there."""
    return any(one.population is not None for one in facts.areas(facts.sozialraum))


def population(area: Area) -> Text:
    known = area.population is not None
    return Number(area.population) if known else Message("profile-not-known")


def _index_cells(one: IndexClass | None) -> tuple[Cell, Cell, Cell]:
    if one is None:
        return (Cell(NONE, spoken=Message("profile-no-index")),) * 3
    sign = f"{ESTIMATE}{NBSP}" if one.method in ESTIMATES else ""
    return (
        Cell(sign + (one.status_class or NONE)),
        Cell(one.dynamic_class or NONE),
        Cell(_rank(one)),
    )


def _rank(one: IndexClass) -> Text:
    """The rank, with those that are possible, too, where there are others."""
    low, high = one.status_rank_from, one.status_rank_to
    if one.status_rank is None or low is None or high is None or low == high:
        return Number(one.status_rank)
    return Message("profile-rank-span", rank=one.status_rank, low=low, high=high)


def _about_index(facts: Facts) -> Text:
    """What the index is made of, and how its classes are to be read."""
    parts = facts.tables.index_parts
    made_of = [facts.indicator_names.get(one.indicator_id, one.indicator_id) for one in parts]
    name = next((one.index_name for one in parts if one.index_name), None)
    return Message(
        "profile-about-index",
        n=len(made_of),
        named="yes" if name else "no",
        name=Name(name or ""),
        indicators=Listing(made_of),
    )


def social_index(one: IndexClass) -> Text:
    """Class, what it means, year and rank; an estimate is called one."""
    if one.index_class is None and one.status_class is None:
        return Message("profile-no-index")
    parts = []
    if one.status_class:
        parts.append(Message("profile-status", status=Name(one.status_class)))
    if one.dynamic_class:
        dynamic = _DYNAMICS.get(one.dynamic_class, "other")
        sign = Name(one.dynamic_class)
        parts.append(Message("profile-dynamic", dynamic=dynamic, sign=sign))
    if one.status_rank is not None and one.areas_ranked:
        parts.append(Message("profile-rank", rank=Joined((_rank(one),)), n=one.areas_ranked))
    if one.method in ESTIMATES:
        parts.append(Message("profile-from-estimates"))
    return Joined((f"{one.year}", Joined(parts, by="; ")), by=": ")
