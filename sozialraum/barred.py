"""Whether a file proved wrong: what an office delivers also where it comes under another name."""

from collections.abc import Collection

from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.office.dropbox import period_named
from sozialraum.publication.errata import WrongFile


def is_barred(landing: Landing, wrong: Collection[WrongFile], office: Source | None) -> bool:
    """Whether an erratum names it.

    Args:
        office: its source, where an office delivers it. The name of such a file means nothing but,
            in some, the period: the same bytes may be right for another one.
    """
    # an entry may get another name, or two read one table
    if any(
        (one.dataset_id, one.landing_id) == (landing.dataset_id, landing.landing_id)
        for one in wrong
    ):
        return True
    return office is not None and any(
        (one.source_id, one.landing_id) == (landing.source_id, landing.landing_id)
        and is_of_one_period(office, one, landing)
        for one in wrong
    )


def is_of_one_period(
    office: Source | None, one: WrongFile | Landing, other: WrongFile | Landing
) -> bool:
    """Whether the names of two files do not say that they speak of different periods.

    Args:
        office: their source, where an office delivers it: what is fetched is read for its period.
    """
    if office is None:
        return True
    return period_named(office, one.dataset_id) == period_named(office, other.dataset_id)
