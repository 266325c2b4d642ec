"""Every message of every language can be told, with any facts that its code may tell it with."""

import ast as python
import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor
from jinja2 import Environment, nodes

from sozialraum.words import Message, Name, Words
from sozialraum.words.files import CATALOGUES, languages, resource

LANGUAGES = languages()
EDGES = (0, 1, 2, 3, 1234)
"""What a whole number may be: none, one, two, several."""
MOST = 60
"""Combinations of a message's arguments that are tried: each value once, and so many by chance."""


class _Arguments(Visitor):  # type: ignore[misc]
    """Which arguments a message takes, and the codes or plurals it chooses by."""

    def __init__(self) -> None:
        self.chosen: dict[str, set[str]] = {}
        self.referred: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.chosen.setdefault(node.id.name, set())

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.referred.append(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            keys = {
                str(one.key.name if isinstance(one.key, ast.Identifier) else one.key.value)
                for one in node.variants
            }
            self.chosen.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


@cache
def entries(language: str) -> dict[str, ast.Message]:
    found: dict[str, ast.Message] = {}
    for path in sorted((CATALOGUES / language).glob("*.ftl")):
        for entry in resource(language, path.stem).body:
            assert not isinstance(entry, ast.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{path}: {entry.id.name} stands twice"
                assert entry.id.name.startswith(f"{path.stem}-"), f"{path}: {entry.id.name}"
                found[entry.id.name] = entry
    return found


def arguments(language: str, message: str) -> dict[str, set[str]]:
    seen = _Arguments()
    seen.visit(entries(language)[message])
    for name in seen.referred:
        if name in entries(language):
            for key, codes in arguments(language, name).items():
                seen.chosen.setdefault(key, set()).update(codes)
    return seen.chosen


def asked(message: str) -> set[str]:
    """What those who tell a message tell it with: the words for money, the catalogue finds."""
    return set(arguments("de", message)) - {"currency_sign", "currency"}


def edge_values(codes: set[str]) -> list[int | str]:
    """Numbers where a message chooses by number, its codes where by code, else a name."""
    plurals = {"zero", "one", "two", "few", "many"}
    if codes & plurals or any(code.isdigit() for code in codes):
        return [*EDGES, *(int(code) for code in codes if code.isdigit() and int(code) > 3)]
    if codes:
        return sorted(codes)
    return []


def told(language: str, message: str) -> list[Message]:
    chosen = arguments(language, message)
    values = {name: edge_values(codes) or [Name("Wert")] for name, codes in sorted(chosen.items())}
    combinations = list(itertools.islice(itertools.product(*values.values()), MOST + 1))
    if len(combinations) > MOST:
        chance = Random(message)
        longest = max(map(len, values.values()))
        combinations = [
            *zip(
                *(itertools.islice(itertools.cycle(v), longest) for v in values.values()),
                strict=True,
            ),
            *(tuple(map(chance.choice, values.values())) for _ in range(MOST)),
        ]
    return [Message(message, **dict(zip(values, one, strict=True))) for one in combinations]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_told_with_edge_values(language: str) -> None:
    words = Words(language)
    faults = []
    for message in entries(language):
        for one in told(language, message):
            text = words.say(one)
            if re.search(r"[{}]|  | [.,;](?: |$)|\.\.(?!\.)|\( | \)", text):
                faults.append(f"{message} {dict(one.arguments)}: {text!r}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"de"}))
def test_every_language_tells_the_same_messages_of_the_same_facts(language: str) -> None:
    """A missing message is a fault in the middle of a report, a missing code is told as another."""
    assert set(entries(language)) == set(entries("de"))
    other = {
        message: (chosen, arguments("de", message))
        for message in entries(language)
        if (chosen := arguments(language, message)) != arguments("de", message)
    }
    assert other == {}


PROJECT = Path(__file__).parents[2]
_ID = r"[\"']([a-z]+(?:_[a-z]+)*-[a-z0-9-]+)[\"']"


def _named() -> set[str]:
    """The message ids that code, models, suites and declarations name."""
    rooms = ("sozialraum", "sozialraum_cli", "orchestration", "expectations", "dbt_project")
    found: set[str] = set()
    for room in rooms:
        for path in (PROJECT / room).rglob("*"):
            if path.suffix in (".py", ".sql", ".yaml", ".yml", ".j2", ".typ"):
                found.update(re.findall(_ID, path.read_text("utf-8")))
    return found


def test_no_message_is_told_by_nobody() -> None:
    referred: set[str] = set()
    for entry in entries("de").values():
        seen = _Arguments()
        seen.visit(entry)
        referred.update(seen.referred)
    untold = sorted(set(entries("de")) - _named() - referred)
    assert untold == []


class _WordLists(Visitor):  # type: ignore[misc]
    """The words that a message has for codes, once per choice that it makes."""

    def __init__(self) -> None:
        self.found: list[set[tuple[str, str]]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        self.found.append(
            {
                (one.key.name, str(one.value.elements[0].value).strip(" ,."))
                for one in node.variants
                if isinstance(one.key, ast.Identifier)
                and isinstance(one.value.elements[0], ast.TextElement)
                and len(one.value.elements) == 1
            }
        )
        self.generic_visit(node)


def word_lists_twice(messages: dict[str, ast.Message]) -> Iterator[str]:
    lists = []
    for message, entry in messages.items():
        seen = _WordLists()
        seen.visit(entry)
        lists.extend((message, words) for words in seen.found)
    for (one, words), (other, as_well) in itertools.combinations(lists, 2):
        if len(words & as_well) >= 3:
            yield f"{one} and {other} both have words for {sorted(dict(words & as_well))}"


def test_the_words_for_codes_stand_once() -> None:
    """A message refers to the list of words that there is: two lists come to differ."""
    # the glossary explains what stands at the head of columns
    messages = {k: v for k, v in entries("de").items() if k != "glossary-term"}
    assert list(word_lists_twice(messages)) == []
    copied = entries("de")["labels-finding"]
    assert list(word_lists_twice({"labels-finding": copied, "needs-finding": copied}))


def test_words_are_no_argument() -> None:
    with pytest.raises(TypeError, match="no code but words"):
        Message("words-survey", year="deutlich gestiegen")
    with pytest.raises(TypeError, match="cannot be said"):
        Message("words-survey", year=Message("words-survey", year=Name("2024")))  # type: ignore[arg-type]


def test_a_long_name_is_said_whole() -> None:
    name = "Angebot " * 5_000
    assert Words("de").say(Message("words-survey", year=Name(name))) == f"Befragung {name}"


def test_a_code_that_a_message_does_not_know_is_not_told_as_another() -> None:
    words = Words("de")
    assert words.say(Message("labels-finding", finding="relieved")) == "geringerer Bedarf"
    with pytest.raises(LookupError, match="does not know finding 'worse'"):
        words.say(Message("labels-finding", finding="worse"))
    with pytest.raises(LookupError, match="does not know finding 'worse'"):
        words.say(Message("pandemic-panel-caption", excess=Name("+3 %"), finding="worse"))


def _told_in_code() -> Iterator[tuple[str, str, set[str] | None]]:
    """(place, message id, arguments) of each message that code makes; None where they are not
    all written there."""
    for room in ("sozialraum", "sozialraum_cli", "orchestration", "expectations"):
        for path in sorted((PROJECT / room).rglob("*.py")):
            for node in python.walk(python.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, python.Call)
                    and isinstance(node.func, python.Name)
                    and node.func.id == "Message"
                    and node.args
                    and isinstance(node.args[0], python.Constant)
                ):
                    names = [one.arg for one in node.keywords]
                    given = {name for name in names if name is not None}
                    place = f"{path.relative_to(PROJECT)}:{node.lineno}"
                    yield place, node.args[0].value, None if None in names else given


def test_code_tells_messages_that_there_are_with_what_they_are_told_with() -> None:
    faults = []
    for place, message, given in _told_in_code():
        if message not in entries("de"):
            faults.append(f"{place}: no message {message}")
        elif given is not None and (wanted := asked(message)) != given:
            faults.append(
                f"{place}: {message}: {sorted(wanted - given)} missing, "
                f"{sorted(given - wanted)} too many"
            )
    assert not faults, "\n".join(faults)


BY_VARIANT = {"need_coverage-unknown", "plausibility-other-figures", "plausibility-repeated"}
"""Messages whose variants are told with what each of them needs."""


def _told_in_sql() -> Iterator[tuple[str, str, set[str]]]:
    """(file, message id, arguments) of each message that a model makes."""
    for path in sorted((PROJECT / "dbt_project" / "models").rglob("*.sql")):
        for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "message" and call.args:
                (message,) = call.args
                assert isinstance(message, nodes.Const), path
                yield path.name, message.value, {one.key for one in call.kwargs}


def test_models_tell_messages_that_there_are_with_what_they_are_told_with() -> None:
    found = list(_told_in_sql())
    assert len(found) > 30
    faults = [
        f"{file}: {message}: {sorted(given)}"
        for file, message, given in found
        if message not in entries("de")
        or (given - asked(message))
        or (message not in BY_VARIANT and given != asked(message))
    ]
    assert not faults, "\n".join(faults)


def test_a_borough_is_told_of_the_borough() -> None:
    """English has the city's own word everywhere, and its default in one place."""
    told = Message("indicator-direct-first"), Message("coverage-surplus-means")
    assert "of the whole borough" in Words("en", "borough").say(told[1])
    assert "of the whole city" in Words("en").say(told[1])
    assert Words("en", "borough").say(told[0]) == Words("en").say(told[0])
    written = [
        f"{path.name}: {line}"
        for path in (CATALOGUES / "en").glob("*.ftl")
        for line in re.sub(r"^#.*|\{ -city \}|\$city|\[city\]|^-city = city|[-_]city[-_\w]*|city_",
                           "", path.read_text("utf-8"), flags=re.MULTILINE).splitlines()
        if re.search(r"\bcity\b", line, re.IGNORECASE)
    ]  # fmt: skip
    assert written == []
