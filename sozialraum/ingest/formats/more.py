"""Signs that a list is one page of several, as interfaces tell them beside it.

Names are compared in small letters and without what parts their words: ``total_count``,
``totalCount`` and ``TotalCount`` are one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

_Sign = Literal["total", "link", "token", "more if true", "more if false", "pages"]

_NAMES: dict[_Sign, str] = {
    # the number of all records
    "total": (
        "totalcount totalrecords totalitems hydra:totalitems totalelements totalresults "
        "opensearch:totalresults totalsize totalrows totalentries totalhits nhits nbhits numfound "
        "numbermatched numberofrecords totalfeatures recordsfiltered odata.count __count "
        "gesamttreffer trefferanzahl trefferzahl anzahltreffer anzahldatensätze "
        "anzahldatensaetze anzahleinträge anzahleintraege ergebnissegesamt"
    ),
    # where the next page is
    "link": (
        "next nextlink odata.nextlink __next hydra:next nextpage nextpageurl nextpagelink nexturl "
        "nexthref nextrecordsurl nächsteseite naechsteseite"
    ),
    # what it has to be asked for with
    "token": (
        "nextpagetoken nexttoken nextcursor nextoffset nextmarker nextcontinuationtoken "
        "continuationtoken resumptiontoken continue"
    ),
    "more if true": (
        "hasmore hasmoreitems hasnext hasnextpage exceededtransferlimit istruncated "
        "incompleteresults hatweitere weiterevorhanden"
    ),
    "more if false": "last islast lastpage islastpage done letzteseite istletzteseite",
    # the number of all pages
    "pages": "totalpages lastpage pagecount numpages numberofpages gesamtseiten letzteseite",
}
_SIGNS: dict[str, set[_Sign]] = {
    name: {sign for sign, names in _NAMES.items() if name in names.split()}
    for name in " ".join(_NAMES.values()).split()
}
# What may mean something else is such a number only beside what makes a page of it. The last two
# are of searches, whose lists are called `hits`.
_PAGED: dict[str, _Sign] = {
    "total": "total", "count": "total", "gesamt": "total", "anzahl": "total", "treffer": "total",
    "gesamtanzahl": "total", "gesamtzahl": "total", "anzahlgesamt": "total",
    # a report has so many, too
    "pages": "pages", "seiten": "pages", "seitenanzahl": "pages", "anzahlseiten": "pages",
}  # fmt: skip
_OF_PAGES = {
    "limit", "offset", "skip", "page", "perpage", "pagesize", "currentpage", "totalpages",
    "lastpage", "next", "previous", "prev", "nextpage", "nextpageurl", "_links", "maxscore", "hits",
    "seite", "seitengröße", "seitengroesse", "proseite", "aktuelleseite", "gesamtseiten",
    "letzteseite", "nächsteseite", "naechsteseite", "vorherigeseite", "startindex",
    "ergebnisseproseite",
}  # fmt: skip
_OFTEN_OF_ONE_PAGE = {"count", "anzahl", "treffer"}
# Objects beside a list that speak of its pages, and lists of links
_WITHIN = {
    "meta", "metadata", "responsemetadata", "paging", "pagination", "page", "pageinfo",
    "hydra:view", "view", "links", "_links", "link", "metadaten", "paginierung", "seiteninfo",
}  # fmt: skip
_WHOLE_NUMBER = re.compile(r"(\d{1,15})(?:\.0+)?")
_PARTS = re.compile(r"(?<=[^\W_])[_-]")


def may_tell(name: str) -> bool:
    """Whether a member of this name may say something of pages."""
    plain = _plain(name)
    return any(plain in names for names in (_SIGNS, _PAGED, _OF_PAGES, _WITHIN))


def beside(said: Mapping[str, Any], own: str) -> dict[str, Any]:
    """What stands in an object beside a list, or beside the way to it, which is ``own``."""
    return {
        name: None if name == own else one
        for name, one in said.items()
        if name != own or _plain(name) == "hits"
    }


def totals_told(said: Mapping[str, Any]) -> dict[str, int]:
    """How many records there are on all pages, by what stands beside the list of one: name -> the
    number, which may be a text."""
    found = {}
    for name, value in said.items():
        if "total" in _signs(name, said, value):
            # Elasticsearch tells with it whether it is a lower bound
            number = value.get("value") if isinstance(value, dict) else value
            if match := _WHOLE_NUMBER.fullmatch(str(number)):
                found[name] = int(match[1])
    return found


def is_often_of_one_page(name: str) -> bool:
    """Whether a number of this name is as often that of the page as that of all records."""
    return _plain(name) in _OFTEN_OF_ONE_PAGE


def most_told(said: Mapping[str, Any]) -> int:
    """The largest number of all records that an object tells, or one within it; 0 of none."""
    return max((told for one in _objects(said) for told in totals_told(one).values()), default=0)


def told_more(said: Mapping[str, Any], there: int) -> str | None:
    """What an object beside a list says of more records than are ``there``; None of none."""
    for one in _objects(said):
        for name, told in totals_told(one).items():
            if told > there:
                return f"there are {told} (`{name}`)"
    return goes_on(said, there)


def goes_on(said: Mapping[str, Any], there: int, pages: int = 1) -> str | None:
    """The same, whatever totals say, of a list put together of so many pages.

    That all are there makes nothing of a link or a token: some name a next page behind the last.
    """
    objects = [*_objects(said)]
    are_all = any(
        told == there
        for one in objects
        for name, told in totals_told(one).items()
        if not is_often_of_one_page(name)
    )
    for one in objects:
        for name, value in one.items():
            signs = _signs(name, one, value)
            if not are_all and signs & {"link", "token"} and _leads_on(value):
                return f"there are more (`{name}`: {json.dumps(value)[:80]})"
            if "more if true" in signs and _truth(value) is True:
                return f"there are more (`{name}`)"
            if "more if false" in signs and _truth(value) is False:
                return f"there are more (`{name}`: false)"
            number = _WHOLE_NUMBER.fullmatch(str(value)) if "pages" in signs else None
            if number is not None and int(number[1]) > pages:
                return f"there are {number[1]} pages (`{name}`)"
    return None


def next_link(said: Mapping[str, Any]) -> str | None:
    """The address of the next page, as one of the usual forms tells it."""
    for one in _objects(said):
        for name, value in one.items():
            if "link" not in _signs(name, one, value):
                continue
            address = _href(value)
            # this is as often its number
            is_number = ("nextpage", "nächsteseite", "naechsteseite")
            is_address = _plain(name) not in is_number or re.search("[/?]", str(address))
            if isinstance(address, str) and address and is_address:
                return address
    return None


def drop_signs(said: dict[str, Any], own: str) -> None:
    """Takes from what stands beside a list what was true of one page of it."""
    for name, value in list(said.items()):
        if name == own:
            continue
        if _signs(name, said, None) - {"total"}:
            del said[name]
        elif _plain(name) in _WITHIN and isinstance(value, dict):
            drop_signs(value, "")
        elif _plain(name) in _WITHIN and isinstance(value, list):
            said[name] = [link for link in value if not is_next(link)]


def is_next(link: object) -> bool:
    """Whether a link in a list of links is one to the next page."""
    return isinstance(link, dict) and names_next(link.get("rel") or link.get("relation"))


def names_next(rel: object) -> bool:
    """Whether a relation is ``next``, among others, in letters of any size (RFC 8288, 2.1)."""
    told = rel if isinstance(rel, list) else [rel]
    return any("next" in one.lower().split() for one in told if isinstance(one, str))


def _plain(name: str) -> str:
    return _PARTS.sub("", name).lstrip("@").lower()


def _signs(name: str, said: Mapping[str, Any], value: object) -> set[_Sign]:
    plain = _plain(name)
    signs = _SIGNS.get(plain, set())
    if plain not in _PAGED:
        return signs
    is_paged = (isinstance(value, dict) and "relation" in value) or any(
        _plain(other) in _OF_PAGES for other in said if other != name
    )
    return signs | {_PAGED[plain]} if is_paged else signs


def _objects(said: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """An object with those in it that speak of pages; of a list of links the one to the next."""
    yield said
    for name, one in said.items():
        if _plain(name) not in _WITHIN or depth == 2:
            continue
        if isinstance(one, dict):
            yield from _objects(one, depth + 1)
        elif isinstance(one, list):
            yield from ({"next": _href(link) or ""} for link in one if is_next(link))


def _href(link: Any) -> Any:
    if not isinstance(link, dict):
        return link
    return next((link[name] for name in ("href", "url", "link") if name in link), None)


def _leads_on(value: Any) -> bool:
    if isinstance(value, dict):
        return _leads_on(_href(value)) if {"href", "url"} & value.keys() else bool(value)
    if isinstance(value, str):
        return value.strip().lower() not in ("", "0", "null", "none", "false")
    return bool(value) and not (isinstance(value, int | float) and value < 0)


def _truth(value: object) -> bool | None:
    return {"true": True, "false": False}.get(str(value).lower())
