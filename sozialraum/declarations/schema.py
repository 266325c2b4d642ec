"""Writes the JSON Schema of each declaration, by which an editor completes and checks it, and the
reference page ``docs/declarations.md``; both say what stands beside the keys in the models.

python -m sozialraum.declarations.schema
"""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from sozialraum.base.project import PROJECT
from sozialraum.declarations.declaration import Declaration
from sozialraum.declarations.files import FILES
from sozialraum.declarations.source import SourceCatalogue

FOLDER = Path(__file__).with_name("schema")
PAGE = PROJECT / "docs" / "declarations.md"

SHARING: dict[str, tuple[str, str]] = {
    "sources": ("sources", "Source"),
    "office_files": ("tables", "Source"),
    "layers": ("layers", "Layer"),
}
"""Files whose entries share ``defaults``: the key of the entries, and what an entry is."""

FOLLOWING = ("dataset",)
"""Keys of such entries that follow from others where they are not said."""

LIMITS = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}

_HEAD = """# What may be declared

Every key of a city's declarations (`cities/<city>/*.yaml`), made by `make docs` from the models
that read them: change it there. An editor that knows YAML schemas completes and checks the files
as they are written; each names its schema in the first line. What the keys mean together stands at
the head of each file of the bundled city. What is not `required` may be left out, and is then what
stands under `default`; where nothing does, there is none.
"""
_HERE_OR_DEFAULT = " Required here or in `defaults`."
_DEFAULTS = "What entries have that do not say otherwise."
_SHARED = "Anything that entries refer to by YAML's anchors; it is not read by itself."


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a declaration as it is written.

    Args:
        name: that of its file, without ``.yaml``.
    """
    schema = FILES[name].model_json_schema()
    definitions: dict[str, Any] = schema.get("$defs", {})
    for model in _models(FILES[name]):
        described = definitions.get(model.__name__, schema)
        for key, said in descriptions(model).items():
            described["properties"][key]["description"] = said
    _as_written(schema)
    if "Figure" in definitions:
        _short_figures(definitions)
    if "Layer" in definitions:
        table = _partial(SourceCatalogue.model_json_schema()["$defs"]["Source"])
        definitions["Layer"]["properties"]["table"] = {
            "type": ["object", "null"],
            "default": None,
            "properties": {key: {} for key in table["properties"]},
            "additionalProperties": False,
            "description": definitions["Layer"]["properties"]["table"]["description"],
        }
    if name in SHARING:
        _, entry = SHARING[name]
        # what the defaults say, an entry need not
        for key in definitions[entry]["required"]:
            if key not in ("id", *FOLLOWING):
                definitions[entry]["properties"][key]["description"] += _HERE_OR_DEFAULT
        definitions[entry]["required"] = ["id"]
        defaults = _partial(definitions[entry]) | {"description": _DEFAULTS}
        schema["properties"] |= {
            "defaults": defaults,
            "shared": {"type": "object", "description": _SHARED},
        }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def descriptions(model: type[Declaration]) -> dict[str, str]:
    """Key as written -> the text that stands below it in the model, or in one that it extends."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if isinstance(base, type) and issubclass(base, Declaration) and base is not Declaration:
            found |= dict(_below_fields(base))
    names = {
        field: info.alias or field for field, info in model.model_fields.items() if field in found
    }
    return {names[field]: said for field, said in found.items() if field in names}


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse(Path(file).read_text("utf-8"))


def _below_fields(model: type[Declaration]) -> Iterator[tuple[str, str]]:
    (body,) = (
        node.body
        for node in _tree(inspect.getfile(model)).body
        if isinstance(node, ast.ClassDef) and node.name == model.__name__
    )
    for field, text in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            said = inspect.cleandoc(str(text.value.value))
            yield field.target.id, " ".join(said.replace("``", "`").split())


def _models(root: type[Declaration]) -> list[type[Declaration]]:
    """A model and all that it is made of."""
    names = {root.__name__, *root.model_json_schema().get("$defs", {})}
    return [model for model in _subclasses(Declaration) if model.__name__ in names]


def _subclasses(model: type[Declaration]) -> Iterator[type[Declaration]]:
    for one in model.__subclasses__():
        yield one
        yield from _subclasses(one)


def _partial(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in ("required", "description")}


def _short_figures(definitions: dict[str, Any]) -> None:
    """A figure is mostly written short, and one alone stands without a list."""
    one = {"$ref": "#/$defs/Figure"}
    figure = definitions["Figure"]
    definitions["Figure"] = {
        "anyOf": [{"type": "string"}, figure | {"title": "in full"}],
        "description": figure["description"],
    }
    for key in ("left", "right"):
        many = definitions["Relation"]["properties"][key]
        kept = {
            name: many.pop(name) for name in ("description", "default", "title") if name in many
        }
        definitions["Relation"]["properties"][key] = {"anyOf": [one, dict(many)], **kept}


def _as_written(schema: Any) -> None:
    """YAML reads ``14612000`` as a number where a text is meant, and so do the declarations."""
    if isinstance(schema, dict):
        if schema.get("type") == "string" and not {"enum", "const", "pattern"} & set(schema):
            schema["type"] = ["string", "number"]
        for value in schema.values():
            _as_written(value)
    elif isinstance(schema, list):
        for value in schema:
            _as_written(value)


def page() -> str:
    """Markdown: a section for each file, in it a table for each kind of entry that is new."""
    told: set[str] = set()
    return "\n\n".join([_HEAD.strip(), *(_section(name, told) for name in FILES)]) + "\n"


def _section(name: str, told: set[str]) -> str:
    schema = schema_of(name)
    kinds = schema.get("$defs", {})
    parts = [f"## {name}.yaml", _plain(schema["description"]), _table(schema)]
    for kind, one in kinds.items():
        if kind in told:
            continue
        told.add(kind)
        full = next((form for form in one.get("anyOf", ()) if "properties" in form), one)
        if "properties" in full:
            parts += [f"### {kind}", _plain(one.get("description", "")), _table(full)]
    return "\n\n".join(part for part in parts if part)


def _table(schema: Mapping[str, Any]) -> str:
    required = set(schema.get("required", ()))
    required |= {
        key
        for key, one in schema["properties"].items()
        if one["description"].endswith(_HERE_OR_DEFAULT)
    }
    rows = [
        f"| `{key}` | {_holds(one)} | "
        f"{'required' if key in required else _default(one)} | {one['description']} |"
        for key, one in schema["properties"].items()
    ]
    head = ["| key | holds | default | |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *(row.replace(" |  | ", " | | ") for row in rows)])


def _holds(one: Mapping[str, Any]) -> str:
    """What a key holds, in a few words."""
    if "$ref" in one:
        kind = str(one["$ref"]).rpartition("/")[2]
        return f"[{kind}](#{kind.lower()})"
    if "anyOf" in one or "oneOf" in one:
        forms = [_holds(form) for form in one.get("anyOf", one.get("oneOf"))]
        return " or ".join(dict.fromkeys(form for form in forms if form != "null"))
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"])
    if "const" in one:
        return f"`{one['const']}`"
    kind = one.get("type", "anything")
    if kind == "array":
        return f"list of {_holds(one['items'])}" if "items" in one else "list"
    if kind == "object":
        values = one.get("additionalProperties")
        return f"map to {_holds(values)}" if isinstance(values, dict) else "map"
    if kind == ["string", "number"]:
        return {"date": "day", "date-time": "moment"}.get(one.get("format", ""), "text")
    if isinstance(kind, list):
        return " or ".join(_holds({**one, "type": form}) for form in kind if form != "null")
    limits = [f"{sign} {one[key]:g}" for key, sign in LIMITS.items() if key in one]
    word = {"string": "text", "boolean": "yes or no", "integer": "whole number"}.get(kind, kind)
    return " ".join([word, ", ".join(limits)]).strip()


def _default(one: Mapping[str, Any]) -> str:
    default = one.get("default")
    # an entry of another kind has the defaults that stand in the table of its kind
    if default in (None, "", [], {}) or "$ref" in one or "allOf" in one:
        return ""
    said = json.dumps(default, ensure_ascii=False).replace("|", "\\|")
    return f"`` {said} ``" if "`" in said else f"`{said}`"


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


def files() -> dict[Path, str]:
    """What this module writes."""
    schemas = {
        FOLDER / f"{name}.json": json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"
        for name in FILES
    }
    return {**schemas, PAGE: page()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
