"""Where what an asset shows is written: links from its page in the UI to models, suites, entries.

They open in an editor on the machine of the reader (the UI's settings say which); with
``SOZIALRAUM_CODE_URL`` in the repository's web view, for readers elsewhere.
"""

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dagster import (
    BetaWarning,
    CodeReferencesMetadataValue,
    LocalFileCodeReference,
    UrlCodeReference,
)

from sozialraum.base.project import PROJECT

KEY = "dagster/code_references"
CODE_VARIABLE = "SOZIALRAUM_CODE_URL"
DICTIONARY = PROJECT / "docs" / "dictionary.md"
SUITES = PROJECT / "expectations" / "suites"
MODELS = PROJECT / "dbt_project"


def written_in(places: Mapping[str, str | Path]) -> dict[str, Any]:
    """The metadata of an asset that is written in ``places``: what is there, and its path below
    the project, or elsewhere, with a line if it ends in ``:41``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BetaWarning)
        references = [_reference(what, str(place)) for what, place in places.items()]
        return {KEY: CodeReferencesMetadataValue(code_references=references)}


def _reference(what: str, place: str) -> LocalFileCodeReference | UrlCodeReference:
    found = re.fullmatch(r"(.*?)(?::(\d+))?", place, re.DOTALL)
    assert found is not None
    path, line = PROJECT / found[1], int(found[2]) if found[2] else None
    web = os.environ.get(CODE_VARIABLE, "").rstrip("/")
    if web and path.is_relative_to(PROJECT):
        url = f"{web}/{path.relative_to(PROJECT).as_posix()}" + (f"#L{line}" if line else "")
        return UrlCodeReference(url=url, label=what)
    return LocalFileCodeReference(file_path=str(path), line_number=line, label=what)


def of_models(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What :func:`written_in` says of each dbt model, by unique id: its SQL, the YAML beside it,
    the suite of its expectations, its entry in the dictionary."""
    listed = dict(_headings())
    suites = {path.stem: path for path in SUITES.glob("*.yaml")}
    found = {}
    for unique_id, node in manifest["nodes"].items():
        if node["resource_type"] == "model":
            beside = (node["patch_path"] or "").rpartition("://")[2]
            places = {
                "model": MODELS / node["original_file_path"],
                "columns": MODELS / beside if beside else None,
                "suite": suites.get(node["name"]),
                "dictionary": listed.get(node["name"]),
            }
            found[unique_id] = written_in(
                {what: place for what, place in places.items() if place is not None}
            )
    return found


def _headings() -> Iterator[tuple[str, str]]:
    for line, text in enumerate(DICTIONARY.read_text("utf-8").splitlines(), start=1):
        if text.startswith("### "):
            yield text.removeprefix("### ").strip(), f"{DICTIONARY}:{line}"
