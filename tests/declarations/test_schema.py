"""The schemas by which an editor checks a declaration say what the models say."""

import copy
import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sozialraum.base.yaml_file import read_yaml
from sozialraum.declarations import Catalogue
from sozialraum.declarations.declaration import Declaration
from sozialraum.declarations.files import FILES
from sozialraum.declarations.schema import FOLDER, descriptions, files, page, schema_of
from sozialraum.declarations.source import Source


def as_json(value: Any) -> Any:
    """What an editor sees: days are texts, keys are texts."""
    if isinstance(value, dict):
        return {
            key.isoformat() if isinstance(key, datetime.date) else str(key): as_json(one)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize("name", FILES)
def test_the_bundled_declarations_fit_their_schemas(name: str, catalogue: Catalogue) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    content = as_json(read_yaml(catalogue.folder / f"{name}.yaml"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(content)] == []


@pytest.mark.parametrize("name", FILES)
def test_each_file_names_its_schema(name: str, catalogue: Catalogue) -> None:
    file = catalogue.folder / f"{name}.yaml"
    first = file.read_text("utf-8").partition("\n")[0]
    said, _, path = first.partition("$schema=")
    assert said == "# yaml-language-server: "
    assert (file.parent / path).resolve() == FOLDER / f"{name}.json"


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("sources", lambda c: c["sources"][1].update(cadenze="month"), "'cadenze' was unexpected"),
        ("sources", lambda c: c["sources"][1].update(cadence="fortnight"), "'fortnight'"),
        ("sources", lambda c: c["defaults"].update(decimals=","), "'decimals' was unexpected"),
        ("layers", lambda c: c["layers"][-1].update(table={"cadense": "day"}), "'cadense'"),
        ("indicators", lambda c: c["indicators"][0].pop("theme"), "'theme' is a required"),
        ("city", lambda c: c["retention"].update(runs=0), "0 is less than the minimum"),
    ],
)
def test_a_schema_finds_what_the_models_would(
    name: str, change: Any, said: str, catalogue: Catalogue
) -> None:
    content = copy.deepcopy(as_json(read_yaml(catalogue.folder / f"{name}.yaml")))
    change(content)
    found = Draft202012Validator(schema_of(name)).iter_errors(content)
    assert any(said in error.message for error in found)


def _all_models(schema: dict[str, Any]) -> dict[str, Any]:
    forms = {"": schema, **schema.get("$defs", {})}
    return {
        f"{name}.{key}": one
        for name, form in forms.items()
        for key, one in form.get("properties", {}).items()
    }


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_described(name: str) -> None:
    keys = _all_models(schema_of(name))
    assert keys
    assert [key for key, one in keys.items() if not one.get("description")] == []


def test_the_page_says_what_has_to_be_there_and_what_stands_in_for_the_rest() -> None:
    section = page().partition("\n### Source\n")[2].partition("\n### ")[0]
    told = dict(re.findall(r"^\| `(\w+)` \|.*? \| ([^|]*)\| .*\|$", section, re.MULTILINE))
    needed = {key for key, one in Source.model_fields.items() if one.is_required()} - {"dataset"}
    assert {key for key in needed if told[key].strip() != "required"} == set()
    # an entry need not say what `defaults` do, which is said
    assert "| Its licence, one of those in city.yaml. Required here or in `defaults`. |" in section
    assert told["marks"].strip() == '`{"()": "limited", "p": "preliminary", "r": "revised"}`'


def test_a_key_is_described_as_it_is_written() -> None:
    from sozialraum.declarations.pandemic import Span

    assert set(descriptions(Span)) == {"from", "until"}
    assert all(issubclass(model, Declaration) for model in FILES.values())


def test_what_make_docs_writes_is_up_to_date() -> None:
    stale = [path for path, text in files().items() if _text(path) != text]
    assert stale == [], "run `make docs`"


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None
