"""Finds what is meant by a name, or says what comes near.

Case, umlauts and punctuation do not matter: ``suedend``, ``sudend`` and ``Südend``
are one name. An id is itself. A name that several go by is nobody's: which one was meant cannot be
guessed, so the error lists them.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sozialraum.base.errors import MonitorError

SHOWN = 8
"""How many candidates an error lists."""
NEAR = 0.6
"""From which similarity on something is near (``difflib``: its authors' own value)."""
AS_NEAR = 0.15
"""By how much the similarity of the others may be less than that of the nearest."""

_TWO_DOTS = "\u0308"
"""What makes a vowel an umlaut, where a letter and what is above it are two characters."""


class UnknownNameError(MonitorError):
    """Nothing goes by this name; the text says what comes near."""


class AmbiguousNameError(UnknownNameError):
    """Several go by this name; the text lists them with their ids."""


@dataclass(frozen=True)
class Named:
    """``name`` is shown; ``others`` are further names that it goes by."""

    id: str
    name: str
    others: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What an id ends with, after the level: ``16``."""
        return _unpadded(self.id.rpartition(":")[2])

    @cached_property
    def id_keys(self) -> frozenset[str]:
        return _keys(self.id)

    @cached_property
    def keys(self) -> frozenset[str]:
        """All names, and what stands in them between commas and slashes."""
        names = (self.name, *self.others)
        parts = [part for name in names for part in re.split(r"[,/]", _without_brackets(name))]
        listed = parts if len(parts) > len(names) else []
        return frozenset().union(*map(_keys, (*names, *listed))) - {""}

    @cached_property
    def short_keys(self) -> frozenset[str]:
        """All names without what stands in brackets."""
        return frozenset().union(
            *(_keys(_without_brackets(name)) for name in (self.name, *self.others))
        )

    def __str__(self) -> str:
        return self.id if self.name == self.id else f"{self.id} ({self.name})"


@dataclass(frozen=True)
class Directory:
    """All of one kind.

    Args:
        kind: what they are, for errors: ``area``.
        listing: how to see all of them.
    """

    kind: str
    entries: Sequence[Named]
    listing: str = ""

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(entry.id for entry in self.entries)

    def among(self, ids: Collection[str]) -> "Directory":
        """The same with only these."""
        return replace(self, entries=[one for one in self.entries if one.id in ids])

    def resolve(self, wanted: str) -> str:
        """The id of what is meant.

        Raises:
            AmbiguousNameError: several go by this name.
            UnknownNameError: nothing does.
        """
        if wanted in self.ids:
            return wanted
        keys = _keys(wanted)
        for found in (
            [entry for entry in self.entries if entry.id_keys & keys],
            [entry for entry in self.entries if entry.keys & keys],
            [entry for entry in self.entries if entry.short_keys & keys],
        ):
            if len(found) == 1:
                return found[0].id
            if found:
                raise AmbiguousNameError(
                    f"'{wanted}' is the name of {len(found)}; say the id of the {self.kind} that "
                    f"you mean: {_listed(found)}"
                )
        raise UnknownNameError(self._unknown(wanted))

    def _unknown(self, wanted: str) -> str:
        near = self.nearest(wanted)
        hint = f" Did you mean {_listed(near)}?" if near else ""
        every = f" All of them: {self.listing}" if self.listing else ""
        return f"there is no {self.kind} '{wanted}'.{hint}{every}"

    def nearest(self, wanted: str) -> list[Named]:
        """The same but for leading zeros or the level, else what looks like it, the nearest first,
        and what has a word that begins so."""
        keys = _keys(wanted)
        unpadded = {_unpadded(key) for key in keys} - {""}
        same = [one for one in self.entries if unpadded & {*map(_unpadded, one.id_keys), one.code}]
        if same:
            return same
        begins = [
            one
            for one in self.entries
            if any(f" {key}" in f" {own}" for key in keys if len(key) > 2 for own in one.keys)
        ]
        by_key: dict[str, list[Named]] = {}
        for one in self.entries:
            for key in one.keys | one.id_keys:
                by_key.setdefault(key, []).append(one)
        alike = sorted(
            (
                (difflib.SequenceMatcher(None, key, match).ratio(), match)
                for key in keys
                for match in difflib.get_close_matches(key, by_key, n=SHOWN, cutoff=NEAR)
            ),
            reverse=True,
        )
        near = [match for ratio, match in alike if ratio > alike[0][0] - AS_NEAR]
        return list(dict.fromkeys([one for match in near for one in by_key[match]] + begins))


def _listed(entries: Sequence[Named]) -> str:
    more = f" and {len(entries) - SHOWN} more" if len(entries) > SHOWN else ""
    return ", ".join(map(str, entries[:SHOWN])) + more


def _without_brackets(name: str) -> str:
    return re.sub(r"\(.*?\)", " ", name)


def _keys(text: str) -> frozenset[str]:
    """Spellings that count as the same: an umlaut as with an e behind it, and without its dots."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(_bare(one) for one in (apart.replace(_TWO_DOTS, "e"), apart))


def _bare(text: str) -> str:
    kept = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]", " ", kept).split())


def _unpadded(key: str) -> str:
    return re.sub(r"\b0+(?=\d)", "", key)
