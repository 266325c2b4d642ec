"""What would become of an answer, as a planner reads it in a terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from sozialraum.explain.read import FACTS, Explanation
from sozialraum.explain.supposing import Supposed
from sozialraum.words import Joined, Message, Name, Words, code
from sozialraum_cli.shown.explanation import fact_value

_NAMED = 5
"""Other answers that are named."""


def print_supposed(
    supposed: Supposed, explained: Explanation, console: Console, words: Words
) -> None:
    """The answer before and after, the facts that made the difference, and all others."""
    for line in _lines(supposed, explained):
        console.print(escape(words.say(line).rstrip()))


def _lines(supposed: Supposed, explained: Explanation) -> Iterator[Message]:
    before, after = supposed.before[supposed.key], supposed.after[supposed.key]
    yield Message(
        "explain-heading",
        theme_name=Name(explained.result["theme_de"]),
        theme=Name(explained.result["theme"]),
        area_name=Name(explained.area_name),
        area=Name(explained.result["area_id"]),
    )
    yield Message("explain-supposed", changes=Joined(supposed.changes, by="; "))
    for answer, when in ((before, "before"), (after, "after")):
        yield Message(
            "explain-supposed-answer",
            when=when,
            result=answer["coverability"],
            rule=Name(answer["rule_id"]),
            hint=answer["indication"] or "none",
            disputed=code(bool(answer["disputed"])),
            then=answer["pandemic_coverability"],
        )
    for fact in FACTS:
        old, new = before[f"{fact}_fact"], after[f"{fact}_fact"]
        if old != new:
            yield Message(
                "explain-supposed-fact",
                fact=fact,
                old=Joined((fact_value(fact, old),)),
                new=Joined((fact_value(fact, new),)),
            )
    if before == after:
        yield Message("explain-supposed-same")
    others = [key for key in supposed.changed if key != supposed.key]
    yield Message(
        "explain-supposed-others",
        n=len(others),
        others=Joined((f"{area} {theme}" for area, theme in others[:_NAMED]), by=", "),
        more=max(len(others) - _NAMED, 0),
    )
