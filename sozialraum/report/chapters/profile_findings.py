"""What the pandemic brought to an area or around it, in a sentence."""

from collections import defaultdict
from collections.abc import Sequence

from sozialraum.report.chapters import pandemic
from sozialraum.report.chapters.finding import WORSE, relative
from sozialraum.report.rows.city import Area
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.words import Joined, Listing, Message, Name


def in_short(facts: Facts, area: Area) -> list[Message]:
    """The findings here, or of the larger areas that it lies in, each with its figures."""
    own = [one for one in facts.tables.effects if one.area_id == area.area_id]
    changed = [one for one in own if one.finding in WORSE]
    around = [one for one in _of_larger_areas(facts, own) if one.finding in WORSE]
    said = []
    for larger, found in (("no", changed), ("yes", around)):
        by_indicator: dict[str, list[PandemicEffect]] = defaultdict(list)
        for one in found:
            by_indicator[one.indicator_id].append(one)
        if by_indicator:
            areas = Listing(dict.fromkeys(facts.place(one.area_id) for one in found))
            level = facts.level(found[0].area_level)
            # a sentence each: of two larger areas both figures are told
            told = Joined(
                Message(
                    "area_page-excess",
                    indicator=Name(facts.indicator_names.get(key, key)),
                    excess=Listing(Joined((relative(one),)) for one in rows),
                )
                for key, rows in by_indicator.items()
            )
            said.append(
                Message(
                    "area_page-pandemic",
                    larger=larger,
                    level=Name(level.name_de),
                    levels=Name(level.plural_de),
                    n=len(areas.items),
                    areas=areas,
                    found=told,
                )
            )
    if not said and own:
        judged = sum(one.finding != "not_assessable" for one in own)
        said.append(Message("area_page-no-finding", judged=judged))
    return said


def _of_larger_areas(facts: Facts, own: Sequence[PandemicEffect]) -> list[PandemicEffect]:
    """The changes of the larger areas that an area's estimates come from."""
    places = {
        (area_id.strip(), one.indicator_id)
        for one in own
        for area_id in (one.see_area_ids or "").split(",")
        if area_id.strip()
    }
    return [
        one
        for one in pandemic.changed(facts)
        if (one.area_id, one.indicator_id) in places and one.area_level != "city"
    ]
