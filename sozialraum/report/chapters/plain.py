"""The report in plain language (Leichte Sprache): what the summary answers, a sentence a line.

Says less than the report and nothing else: counts, themes and areas are those of the answers in
`answers.py` and `planning.py`. The rules that its words keep stand in docs/report.md.
"""

from collections.abc import Iterable, Sequence

from sozialraum.report.chapters import answers, counted, picture_order, planning, quality, themes
from sozialraum.report.chapters.city_answers import only_for_the_city
from sozialraum.report.chapters.coverability import MILDEST_FIRST, URGENT, is_estimated
from sozialraum.report.chapters.finding import WORSE
from sozialraum.report.chapters.maps import Fill, Maps
from sozialraum.report.chapters.profiles import anchor
from sozialraum.report.chapters.shapes import Block, Bullets, Figure, Item, Paragraph, Section
from sozialraum.report.rows.city import Area, Crisis
from sozialraum.report.rows.facts import Facts, without_brackets
from sozialraum.words import Day, Joined, Message, Name, Number, Text, code

_SEVERAL = 2
"""Themes in which an area's need is high, for it to be told of."""
_SUBJECTS = 5
"""Subjects that are named at the beginning."""
_THOUSAND = 1000
_URGENT_CLASS, _OTHER_CLASS = 5, 1
"""How the map fills areas."""


def page(facts: Facts) -> Section:
    city = Name(facts.tables.city.city_name)
    return Section(
        "leichte-sprache",
        Message("plain-title", city=city),
        (
            Paragraph(Message("plain-subtitle"), "lead"),
            *_important("plain-unexamined", "plain-examiners", "plain-examine"),
        ),
        (
            _about(facts),
            *(_pandemic(facts, one) for one in facts.tables.crises),
            *(tell(facts) for topic, tell in _TOLD.items() if topic in facts.topics),
            *_areas(facts),
            _sure(facts),
            _more(),
        ),
    )


def _lines(*ids: str) -> list[Block]:
    return [Paragraph(Message(one)) for one in ids]


def _important(*ids: str) -> list[Block]:
    return [Paragraph(Message(one), "important") for one in ids]


def _points(texts: Iterable[Text]) -> Bullets:
    return Bullets(tuple(Item(one) for one in texts))


def _plain(facts: Facts, named: Iterable[str | None]) -> list[Text]:
    """Themes in plain words; one that the city has none for goes by its name."""
    plain = {one.theme: one.plain_de for one in facts.tables.themes}
    found = dict.fromkeys(one for one in named if one)
    return [plain.get(one) or facts.theme_name(one) for one in found]


def _about(facts: Facts) -> Section:
    city = Name(facts.tables.city.city_name)
    asked: list[Block] = []
    if facts.questions:
        asked = [
            Paragraph(Message("plain-council-asked", n=len(facts.questions))),
            *_important("plain-council-means", "plain-council-chosen"),
        ]
    areas = len(facts.areas(facts.sozialraum))
    return Section(
        "leicht-worum",
        Message("plain-about-title"),
        (
            *_lines("plain-about-help"),
            Paragraph(Message("plain-about-figures", city=city)),
            *_subjects(facts),
            *_lines("plain-about-report", "plain-about-need"),
            *(_lines("plain-about-supply") if "coverage" in facts.topics else ()),
            *_important("plain-need-means"),
            *asked,
            Paragraph(Message("plain-areas", n=areas)),
            Paragraph(Message("plain-area-named", level=Name(facts.sozialraum.name_de))),
        ),
    )


def _subjects(facts: Facts) -> list[Block]:
    """What the city has figures about, a few subjects in the order in which it declares them."""
    measured = {one.theme for one in facts.tables.indicators}
    subjects = [one.theme for one in facts.tables.themes if one.theme in measured]
    if not subjects:
        return []
    more = len(subjects) > _SUBJECTS
    said = Paragraph(Message("plain-about-subjects", more=code(more)))
    return [said, _points(_plain(facts, subjects[:_SUBJECTS]))]


def _pandemic(facts: Facts, crisis: Crisis) -> Section:
    blocks = [
        *_important("plain-pandemic-means"),
        *_lines("plain-pandemic-which"),
        Paragraph(Message("plain-pandemic-began", year=str(crisis.shown_from.year))),
    ]
    grown = {one.theme for one, _ in answers.worse_by_indicator(facts)}
    if not facts.tables.effects:
        blocks += _lines("plain-pandemic-not-reckoned")
    else:
        found = [one.indicator_id for one in facts.tables.effects if one.finding in WORSE]
        own = {one.indicator_id: one.theme for one in facts.tables.indicators}
        worse = _plain(facts, [own.get(one) for one in found])
        judged = any(one.finding != "not_assessable" for one in facts.tables.effects)
        if judged:
            blocks.append(Paragraph(Message("plain-pandemic-worse", n=len(worse))))
        else:
            blocks += _lines("plain-pandemic-not-reckoned")
        if worse:
            blocks.append(_points(worse))
            blocks += _lines("plain-pandemic-cause", "plain-pandemic-unsure")
    if more := _plain(facts, [one for one in counted.counted(facts) if one not in grown]):
        blocks += [*_lines("plain-pandemic-counted"), _points(more)]
    if reported := len(themes.reported_themes(facts)):
        blocks.append(Paragraph(Message("plain-experts", n=reported)))
        blocks += _important("plain-experts-means")
    return Section("leicht-pandemie", Message("plain-pandemic-title"), tuple(blocks))


def _plans(facts: Facts) -> Section:
    title = Message("plain-plans-title")
    blocks = _important("plain-plans-means")
    counts = planning.counts(facts)
    if not counts["planning"]:
        return Section("leicht-plaene", title, (*blocks, *_lines("plain-plans-unknown")))
    blocks.append(Paragraph(Message("plain-plans-count", n=counts["planning"])))
    if counts["yes"]:
        blocks.append(Paragraph(Message("plain-plans-adjusted", n=counts["yes"])))
        blocks += _lines("plain-plans-reason")
    if counts["predates"]:
        blocks.append(Paragraph(Message("plain-plans-older", n=counts["predates"])))
    if same := counts["no"] - counts["predates"]:
        blocks.append(Paragraph(Message("plain-plans-same", n=same)))
    if counts["unknown"]:
        blocks.append(Paragraph(Message("plain-plans-unclear", n=counts["unknown"])))
    missed = _plain(facts, [one.theme for one in planning.unanswered(facts)])
    if missed:
        blocks.append(Paragraph(Message("plain-plans-missed", n=len(missed))))
        blocks.append(_points(missed))
    return Section("leicht-plaene", title, tuple(blocks))


def _supply(facts: Facts) -> Section:
    blocks = [*_important("plain-supply-means"), *_lines("plain-supply-example")]
    found = facts.tables.need_coverage
    total = len(facts.areas(facts.sozialraum))
    for result in MILDEST_FIRST:
        by_theme: dict[str, int] = {}
        for one in found:
            if one.coverability == result != "unknown":
                by_theme[one.theme] = by_theme.get(one.theme, 0) + 1
        whole = [one for one in only_for_the_city(facts) if one.coverability == result != "unknown"]
        by_theme |= {one.theme: total for one in whole}
        if by_theme:
            blocks.append(Paragraph(Message("plain-supply-result", result=result)))
            blocks.append(_points(_where(facts, by_theme, total)))
            if result == "covered" and any(
                one.coverability == result and is_estimated(one) for one in (*found, *whole)
            ):
                blocks += _lines("plain-supply-limited")
    unclear, partly, every = answers.undecided(facts)
    if unclear:
        blocks.append(Paragraph(Message("plain-supply-unclear", n=unclear, total=every)))
    if partly:
        blocks.append(Paragraph(Message("plain-supply-partly", n=partly)))
    if unclear or partly or not found:
        blocks += _lines("plain-supply-missing", "plain-supply-places")
    if asked := answers.asked_of_offices(facts):
        blocks.append(Paragraph(Message("plain-supply-questions", n=asked)))
        blocks += _lines("plain-supply-answers")
    return Section("leicht-angebote", Message("plain-supply-title"), tuple(blocks))


def _where(facts: Facts, by_theme: dict[str, int], total: int) -> list[Text]:
    return [
        Message(
            "plain-supply-where",
            everywhere=code(count == total),
            theme=Joined(_plain(facts, [theme])),
            n=count,
            total=total,
        )
        for theme, count in by_theme.items()
    ]


def _urgent(facts: Facts) -> Section:
    blocks: list[Block] = []
    by_theme: dict[str, int] = {}
    for one in facts.tables.need_coverage:
        if one.urgency == URGENT:
            by_theme[one.theme] = by_theme.get(one.theme, 0) + 1
    found = facts.tables.need_coverage
    if found and (by_theme or all(one.urgency is not None for one in found)):
        blocks.append(Paragraph(Message("plain-urgent-themes", n=len(by_theme))))
    elif found:
        blocks += _lines("plain-urgent-unknown")
    if by_theme:
        total = len(facts.areas(facts.sozialraum))
        blocks.append(_points(_where(facts, by_theme, total)))
    if first := _first(facts):
        blocks += _lines("plain-urgent-areas")
        blocks.append(_points(_name(one) for one in first))
        if not picture_order.clearly_first(facts):
            blocks += _lines("plain-urgent-unsure")
        blocks.append(_map(facts, first))
    blocks += _lines("plain-urgent-report")
    decides = Message("plain-urgent-decides", council=code(bool(facts.questions)))
    blocks.append(Paragraph(decides))
    return Section("leicht-eilig", Message("plain-urgent-title"), tuple(blocks))


_TOLD = {"planning": _plans, "coverage": _supply, "conclusions": _urgent}


def _first(facts: Facts) -> list[Area]:
    """The areas that the report names first, in its order: those that surely are, where any is."""
    ranked = sorted(facts.tables.urgency_ranks, key=lambda one: one.rank)[: answers.FIRST]
    named = picture_order.clearly_first(facts) or [one.area_id for one in ranked]
    areas = {one.area_id: one for one in facts.areas(facts.sozialraum)}
    return [areas[one] for one in named if one in areas]


def _name(area: Area) -> str:
    """Its short name; what a stroke parts there, a comma parts here."""
    return without_brackets(area.short_name or area.area_name).replace("/", ", ")


def _map(facts: Facts, first: Sequence[Area]) -> Figure:
    urgent = {one.area_id for one in first}
    fills = {
        one.area_id: Fill("", _URGENT_CLASS if one.area_id in urgent else _OTHER_CLASS)
        for one in facts.areas(facts.sozialraum)
    }
    maps = Maps(facts, facts.sozialraum)
    drawn = Message("plain-map-drawn", kind="outlines" if maps.kind == "outlines" else "tiles")
    seen = (Message("plain-map"), drawn, Message("plain-map-dark"))
    return Figure(
        chart=maps.chart(fills, ()),
        caption=Joined(seen, by="\n"),
        alt=Joined((*seen, *(_name(one) for one in first))),
        source_de=Message("plain-map-numbers"),
    )


def _areas(facts: Facts) -> list[Section]:
    areas = facts.areas(facts.sozialraum)
    high = {
        one.area_id: [row.theme for row in answers.high_needs(facts, one.area_id)] for one in areas
    }
    told = [one for one in areas if len(high[one.area_id]) >= _SEVERAL]
    if not told:
        return []
    return [
        Section(
            "leicht-teile",
            Message("plain-areas-title"),
            (*_lines("plain-areas-which", "plain-areas-rest"), *_own_words(facts, told)),
            tuple(_area(facts, one, high[one.area_id]) for one in told),
        )
    ]


def _own_words(facts: Facts, areas: Sequence[Area]) -> list[Block]:
    """What the city's abbreviations in these names mean."""
    named = {word for area in areas for word in _name(area).split()}
    return [
        Paragraph(
            Message("plain-areas-word", word=Name(one.term), meaning=Name(one.meaning_de)),
            "important",
        )
        for one in facts.tables.words
        if one.term in named
    ]


def _area(facts: Facts, area: Area, high: Sequence[str]) -> Section:
    blocks: list[Block] = []
    if area.area_code.isdigit():
        number = Name(area.area_code)
        blocks.append(Paragraph(Message("plain-area-number", number=number)))
    if area.population is not None and area.population >= _THOUSAND:
        thousands = Number(area.population / _THOUSAND)
        blocks.append(Paragraph(Message("plain-area-people", thousands=thousands)))
    blocks += [*_lines("plain-area-high"), _points(_plain(facts, high))]
    return Section(anchor(area).replace("profil-", "leicht-teil-"), _name(area), tuple(blocks))


def _sure(facts: Facts) -> Section:
    blocks: list[Block] = [Paragraph(Message("plain-sure-day", day=Day(facts.tables.city.as_of)))]
    if any(one.is_estimate for one in facts.tables.latest):
        blocks += _lines("plain-sure-estimated")
        blocks += _important("plain-sure-estimated-means")
    if old := len(quality.overdue(facts)):
        blocks.append(Paragraph(Message("plain-sure-old", n=old)))
        blocks += _lines("plain-sure-newer")
    return Section("leicht-sicher", Message("plain-sure-title"), tuple(blocks))


def _more() -> Section:
    return Section(
        "leicht-mehr",
        Message("plain-more-title"),
        (
            *_lines("plain-more-read", "plain-more-hard"),
            Bullets(
                (
                    Item("", Message("plain-more-page"), "bericht.html"),
                    Item("", Message("plain-more-print"), "bericht.pdf"),
                )
            ),
        ),
    )
