"""The files of the catalogue, and which codes their messages know.

A code that a message does not know would be told as whatever its last variant says. Only a last
variant called ``other`` or ``unknown`` may stand for any code.
"""

from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from fluent.runtime import FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

CATALOGUES = Path(__file__).parent
LABELS = "labels"
"""The file that all others may refer to."""
OPEN = ("other", "unknown")
"""What a last variant is called that may stand for any code."""


def languages() -> list[str]:
    """The languages that there is a catalogue of."""
    return sorted(path.parent.name for path in CATALOGUES.glob(f"*/{LABELS}.ftl"))


class _Choices(Visitor):
    """The codes that each choice of an argument knows; None where any will do."""

    def __init__(self) -> None:
        self.of: dict[str, list[set[str] | None]] = {}
        self.referred: list[str] = []

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.referred.append(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            keys = {
                str(one.key.name if isinstance(one.key, ast.Identifier) else one.key.value)
                for one in node.variants
            }
            known = None if keys.intersection(OPEN) else keys
            self.of.setdefault(node.selector.id.name, []).append(known)
        self.generic_visit(node)


@lru_cache(maxsize=100_000)
def knows(language: str, message: str, argument: str, code: str) -> bool:
    """Whether all choices of a message by this argument know the code."""
    return all(known is None or code in known for known in _choices(language, message, argument))


def _choices(language: str, message: str, argument: str) -> list[set[str] | None]:
    seen = _seen(language, message)
    found = seen.of.get(argument, [])
    for referred in seen.referred:
        found = found + _choices(language, referred, argument)
    return found


@cache
def _seen(language: str, message: str) -> _Choices:
    seen = _Choices()
    for entry in resource(language, message.partition("-")[0]).body:
        if isinstance(entry, ast.Message) and entry.id.name == message:
            seen.visit(entry)
    return seen


@cache
def locale(language: str) -> Locale:
    """Whose numbers, dates and plurals a language has: its message ``words-locale`` says it.

    Of English that has to be said with the country: the 31st of December is written otherwise in
    the United Kingdom than in the United States.
    """
    for one in resource(language, "words").body:
        if isinstance(one, ast.Message) and one.id.name == "words-locale" and one.value:
            said = one.value.elements[0]
            if isinstance(said, ast.TextElement):
                return Locale.parse(said.value, sep="-")
    raise LookupError(f"{language}: words-locale is missing")


@cache
def resource(language: str, topic: str) -> ast.Resource:
    path = CATALOGUES / language / f"{topic}.ftl"
    if not path.is_file():
        raise LookupError(f"{path}: no such file of the catalogue")
    return FluentResource(path.read_text(encoding="utf-8"))
