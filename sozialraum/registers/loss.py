"""Whether a register lost rows that are published: a file that was cut is no new state of it, an id
that is used again takes the place of what it named, and so does a column that was sorted by itself
or filled by dragging a cell.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sozialraum.publication.store import Publication
from sozialraum.registers.problem import Problem
from sozialraum.registers.validation import CheckedRegister, CheckedRow
from sozialraum.words import Listing, Message, Name, Percent

if TYPE_CHECKING:
    import duckdb

NAMED = 5
"""Lost rows that are named."""
KIND_FROM = 3
"""Published rows of a kind from which its loss is no planner's edit."""
MOVED_FROM = 5
"""Rows with another text than published, from which a column may have been moved or dragged."""
MOST_DIGITS = 15
"""Of a number that a spreadsheet counts on from: it knows no more."""
MOVED_SHARE = 0.9
"""How many of their texts have to stand at another id before: sorting or moving keeps (nearly) all,
a new state of things does not."""

Texts = Mapping[str, str]
Kept = Sequence[tuple[Texts, CheckedRow]]
"""What is published of an id, and the row that has it now."""


def check_loss(
    connection: "duckdb.DuckDBPyConnection",
    checked: CheckedRegister,
    published: Publication | None,
) -> CheckedRegister:
    """The register with an error where it lost more of its published rows than it may, or a kind.

    Compared with what is published, so that a loss that was allowed once is not asked about again.

    Args:
        connection: a build in which the published landing of the register is loaded.
    """
    if not checked.readable:
        return checked
    before = _published_rows(connection, checked.register.source_id, published)
    now = [row.texts for row in checked.rows]
    reasons = [*_lost_rows(checked, before, now), *_lost_kinds(checked, before, now)]
    problems = [Problem(checked.register.file, None, None, "", reason) for reason in reasons]
    return replace(checked, problems=[*problems, *checked.problems]) if problems else checked


def told_otherwise(
    connection: "duckdb.DuckDBPyConnection",
    checked: CheckedRegister,
    published: Publication | None,
) -> list[Problem]:
    """Rows and columns in which published ids say what belongs to something else, until these are
    published themselves."""
    key = checked.register.key
    rows = _published_rows(connection, checked.register.source_id, published)
    before = {row.get(key): row for row in rows}
    kept = [
        (before[row.texts.get(key)], row) for row in checked.rows if row.texts.get(key) in before
    ]
    looks = (_reused_ids, _moved_columns, _dragged_columns)
    return [problem for look in looks for problem in look(checked, kept)]


def _reused_ids(checked: CheckedRegister, kept: Kept) -> list[Problem]:
    """Rows of a published id with another name and another kind or area."""
    register = checked.register
    found = []
    for there, row in kept:
        now = row.texts
        if not row.valid or not _differ(there, now, register.named):
            continue
        if any(_differ(there, now, column) for column in register.told_apart):
            reason = Message(
                "registers-reused",
                before=Name(there[register.named]),
                now=Name(now[register.named]),
            )
            key = now[register.key]
            found.append(Problem(register.file, row.number, register.key, key, reason, "warning"))
    return found


def _moved_columns(checked: CheckedRegister, kept: Kept) -> list[Problem]:
    """Columns whose texts stand at other ids than published: a spreadsheet in which one column was
    sorted, or moved by a row, is valid row by row."""
    found = []
    for column in kept[0][1].texts if kept else ():
        texts = [(there.get(column, ""), row.texts.get(column, "")) for there, row in kept]
        changed = [(there, now) for there, now in texts if there != now]
        was, is_now = Counter(one for one, _ in changed), Counter(one for _, one in changed)
        if len(changed) >= MOVED_FROM and (was & is_now).total() >= MOVED_SHARE * len(changed):
            reason = Message("registers-moved", n=len(changed), of=len(kept))
            found.append(Problem(checked.register.file, None, column, "", reason, "warning"))
    return found


def _dragged_columns(checked: CheckedRegister, kept: Kept) -> list[Problem]:
    """Columns in which rows below each other count on by one, and did not as published: a cell that
    was dragged down in a spreadsheet becomes a series, and each row is valid."""
    found = []
    for column in kept[0][1].texts if kept else ():
        texts = [(there.get(column, ""), row.texts.get(column, "")) for there, row in kept]
        series = _longest_series([now if now != there else "" for there, now in texts])
        if series >= MOVED_FROM:
            reason = Message("registers-dragged", n=series)
            found.append(Problem(checked.register.file, None, column, "", reason, "warning"))
    return found


def _longest_series(texts: Sequence[str]) -> int:
    longest = length = 0
    before: int | None = None
    for text in texts:
        number = int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
        goes_on = before is not None and number == before + 1
        length = 0 if number is None else length + 1 if goes_on else 1
        longest, before = max(longest, length), number
    return longest


def _differ(there: Texts, now: Texts, column: str) -> bool:
    """Whether both say something in a column, and not the same but for capitals and blanks."""
    old, new = ("".join(row.get(column, "").split()).casefold() for row in (there, now))
    return bool(old and new) and old != new


def _lost_rows(
    checked: CheckedRegister, before: Sequence[Texts], now: Sequence[Texts]
) -> list[Message]:
    register = checked.register
    keys = {row.get(register.key, "") for row in now}
    known = [key for row in before if (key := row.get(register.key))]
    lost = [key for key in known if key not in keys]
    if len(lost) <= register.max_lost_share * len(known):
        return []
    return [
        Message(
            "registers-lost-rows",
            n=len(lost),
            of=len(known),
            ids=Listing(lost[:NAMED]),
            more=max(len(lost) - NAMED, 0),
            share=Percent(register.max_lost_share),
        )
    ]


def _lost_kinds(
    checked: CheckedRegister, before: Sequence[Texts], now: Sequence[Texts]
) -> list[Message]:
    """Values that several published rows had in a column of kinds, and that none has any more."""
    found = []
    for column in checked.register.kinds:
        there = {row.get(column) for row in now}
        counts = Counter(row[column] for row in before if row.get(column))
        found += [
            Message("registers-lost-kind", column=Name(column), kind=Name(kind), n=n)
            for kind, n in counts.items()
            if n >= KIND_FROM and kind not in there
        ]
    return found


def _published_rows(
    connection: "duckdb.DuckDBPyConnection", source_id: str, published: Publication | None
) -> list[Texts]:
    landings = (published.manifest or {}).get("landings", []) if published else []
    own = [one for one in landings if one["source_id"] == source_id]
    if not own:
        return []
    newest = max(own, key=lambda one: str(one["retrieved_at"]))
    rows = connection.execute(
        "SELECT texts FROM raw.register_row WHERE source_id = ? AND landing_id = ? "
        "ORDER BY row_number",
        [source_id, newest["landing_id"]],
    ).fetchall()
    return [texts for (texts,) in rows]
