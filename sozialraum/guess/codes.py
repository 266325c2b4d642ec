"""Columns of digits that are codes: one table has each once, beside names, another has them too."""

from collections.abc import Sequence

from sozialraum.guess.shape import Column, Guess

_FEWEST = 3


def codes_of_several(found: Sequence[Guess]) -> set[str]:
    """The headers, in small letters, of such columns, and of those that one table alone shows to
    be codes.

    A table of codes has a text beside each, no periods, and no figures but such columns; the other
    table has figures of its own. Columns are the same that have one header and half of the codes.
    """
    codes = {column.name.casefold() for one in found for column in one.columns if column.is_code}
    for one in found:
        keys = [column for column in one.columns if _is_key(one, column)]
        own = [column for column in one.of("figure") if column not in keys]
        if one.of("period") or own or not one.areas:
            continue
        codes |= {
            key.name.casefold()
            for key in keys
            for other in found
            if other is not one and _has(other, key)
        }
    return codes


def _is_key(table: Guess, column: Column) -> bool:
    texts = column.filled
    return len(texts) == table.rows >= _FEWEST and all(
        one.isascii() and one.isdigit() for one in texts
    )


def _has(table: Guess, key: Column) -> bool:
    alike = [column for column in table.columns if column.name.casefold() == key.name.casefold()]
    others = [column for column in table.of("figure") if column not in alike]
    return bool(others) and any(
        2 * len(set(column.filled) & set(key.filled)) >= len(column.filled) for column in alike
    )
