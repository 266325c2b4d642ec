"""Reads a YAML file of the project so that whatever is wrong with it is said with file and line."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from sozialraum.base.errors import DeclarationError
from sozialraum.base.files import read_ordinary

# libyaml's loader is ten times as fast as the pure Python one, and just as safe.
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# What a person and YAML take for the same number: 010 would be 8, 1:30 would be 90, and .inf none.
_WRITTEN = {
    "tag:yaml.org,2002:int": re.compile(r"[-+]?(0|[1-9][0-9_]*)"),
    "tag:yaml.org,2002:float": re.compile(r"[-+]?[0-9]*\.?[0-9]*([eE][-+]?[0-9]+)?"),
}


class _StrictLoader(Loader):  # type: ignore[misc]
    """A key stands once: of two, YAML would silently take the second."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        own = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<" and own.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", node.start_mark
                )
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return found

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        expected = _WRITTEN.get(node.tag)
        if expected is not None and not expected.fullmatch(str(node.value)):
            raise yaml.constructor.ConstructorError(
                None,
                None,
                f"YAML takes {node.value} for another number: write it in decimal",
                node.start_mark,
            )
        # a date like 2026-13-45 or a number of 5,000 digits is no fault of YAML's grammar
        try:
            return super().construct_object(node, deep)
        except (ValueError, AttributeError, TypeError) as error:
            # PyYAML reads a value that a tag calls a date without looking whether it is one
            raise yaml.constructor.ConstructorError(
                None, None, str(error), node.start_mark
            ) from None


def read_yaml(path: Path) -> Any:
    """The content of ``path``.

    Raises:
        DeclarationError: the file is missing or cannot be read, is not UTF-8 or no YAML, has a
            key twice, or a value that is nothing (a day that does not exist); with its line.
    """
    try:
        content = read_ordinary(path)
    except FileNotFoundError:
        raise DeclarationError(f"{path}: the file is missing") from None
    except OSError as error:
        raise DeclarationError(f"{path}: cannot be read: {error.strerror or error}") from None
    try:
        return yaml.load(content.decode("utf-8"), Loader=_StrictLoader)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        wrong = content[error.start : error.end]
        raise DeclarationError(
            f"{path}: line {row}: {wrong!r} is not UTF-8. Expected: a text file in UTF-8"
        ) from None
    except RecursionError:
        raise DeclarationError(f"{path}: values are nested too deeply") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        told = ", ".join(filter(None, (error.context, error.problem)))
        raise DeclarationError(f"{path}: {place}not readable as YAML: {told}") from None
    except yaml.YAMLError as error:
        raise DeclarationError(f"{path}: not readable as YAML: {error}") from None
