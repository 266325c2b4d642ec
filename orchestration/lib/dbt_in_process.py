"""What dbt makes of the project: its manifest, and the SQL of each model and data test.

dbt runs in this process (its own programmatic interface, ``dbtRunner``), and only when a file of
the project has changed; what it compiled is executed by ``dbt_build``.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import owner_only, set_aside, write_atomically
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse

DBT_PROJECT = PROJECT / "dbt_project"
BUILD_DATABASE_VARIABLE = "SOZIALRAUM_BUILD_DATABASE"
PARSED = ("manifest.json", "partial_parse.msgpack")
"""What dbt leaves of the project: for others, and for itself."""
MADE_OF = "made_of.sha256"
"""Beside them: which files they were made of, and what they were when they were made."""
# what an earlier parse left may be damaged, and nothing of it is believed
PARSE = ["parse", "--no-partial-parse"]
COMPILED = "compiled.json"
"""Beside the manifest: the SQL of all models and data tests."""


@dataclass(frozen=True)
class NodeResult:
    """What became of a model or test; ``status`` is dbt's (success, pass, fail, warn, error,
    skipped)."""

    unique_id: str
    resource_type: str
    name: str
    status: str
    message: str | None
    failures: int | None
    seconds: float
    severity: str | None
    description: str
    description_de: str
    compiled_code: str | None

    @property
    def succeeded(self) -> bool:
        return self.status in ("success", "pass")


# What this process has parsed, by target folder; dbt would parse anew for each call.
_parsed: dict[Path, Any] = {}


def manifest_path(warehouse: Warehouse) -> Path:
    """The project's manifest, parsed anew unless it was made of the very files that there are."""
    if _made_of(warehouse) != _fingerprint(warehouse):
        _parse(warehouse)
    return warehouse.dbt_target / "manifest.json"


def _parse(warehouse: Warehouse) -> Any:
    try:
        parsed = _invoke(PARSE, warehouse)
    except MonitorError as error:
        # a file where dbt writes a folder, or the other way round: all in there is made again
        if not isinstance(
            error.__cause__, NotADirectoryError | IsADirectoryError | FileExistsError
        ):
            raise
        set_aside(warehouse.dbt_target)
        parsed = _invoke(PARSE, warehouse)
    _parsed[warehouse.dbt_target] = parsed
    write_atomically(warehouse.dbt_target / MADE_OF, _fingerprint(warehouse).encode())
    return parsed


def _made_of(warehouse: Warehouse) -> str | None:
    try:
        return (warehouse.dbt_target / MADE_OF).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _manifest(warehouse: Warehouse) -> Any:
    """The project as dbt's own object: parsed by this process, else as an earlier one left it
    if no file of the project has changed since, else parsed now.

    dbt would parse anew wherever the path of the database differs, which no model depends on.
    """
    manifest_path(warehouse)
    found = _parsed.get(warehouse.dbt_target) or _read_parsed(warehouse)
    if found is None:
        return _parse(warehouse)
    _parsed[warehouse.dbt_target] = found
    return found


def _read_parsed(warehouse: Warehouse) -> Any:
    """What dbt keeps of a parsed project; None if there is none, or one of another dbt."""
    from dbt.contracts.graph.manifest import Manifest
    from dbt.parser.manifest import extended_mashumuro_decoder
    from dbt.version import __version__

    try:
        kept = (warehouse.dbt_target / "partial_parse.msgpack").read_bytes()
        manifest = Manifest.from_msgpack(kept, decoder=extended_mashumuro_decoder)
    except Exception:
        # missing, cut off, or in the form of another version: parsing again is always right
        return None
    if manifest.metadata.dbt_version != __version__:
        return None
    manifest.build_parent_and_child_maps()
    return manifest


def compiled_sql(warehouse: Warehouse) -> Mapping[str, str]:
    """The SQL of all models and data tests by their unique id, as ``dbt compile`` makes it.

    It is made of the project's files alone (no macro asks the database, no variable goes into a
    model), so that it is compiled once and kept beside the manifest until a file has changed.

    Raises:
        MonitorError: dbt cannot compile the project.
    """
    manifest_path(warehouse)
    made_of = _made_of(warehouse)
    kept = warehouse.dbt_target / COMPILED
    try:
        found = json.loads(kept.read_text("utf-8"))
        if found["made_of"] == made_of and found["sha256"] == _digest(found["sql"]):
            return dict(found["sql"])
    except (OSError, ValueError, TypeError, KeyError):
        pass  # missing, or damaged: compiling again is always right
    results = run(["compile", "--no-introspect", "--no-populate-cache"], warehouse)
    failed = [f"{one.name}: {one.message}" for one in results if not one.succeeded]
    if failed:
        raise MonitorError(f"dbt compile: {'; '.join(failed)}")
    sql = {one.unique_id: one.compiled_code or "" for one in results}
    content = {"made_of": made_of, "sha256": _digest(sql), "sql": sql}
    write_atomically(kept, json.dumps(content, ensure_ascii=False).encode())
    return sql


def _digest(sql: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sql).encode()).hexdigest()


def run(arguments: list[str], warehouse: Warehouse) -> list[NodeResult]:
    """A dbt command on the parsed project, for instance ``["test", "--select", "mart_need"]``.

    Raises:
        MonitorError: dbt could not start (the project does not parse, the database is locked).
    """
    # the manifest is known, and results are returned: writing them takes a second of each call
    with warehouse.connect():
        pass  # whoever reads it is waited for; dbt would not
    warehouse.let_go()
    result = _invoke([*arguments, "--no-write-json"], warehouse, manifest=_manifest(warehouse))
    return [_node_result(one) for one in getattr(result, "results", [])]


def _invoke(arguments: list[str], warehouse: Warehouse, manifest: Any = None) -> Any:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    # nobody's settings of other projects: what is compiled with them would be kept
    for name in [one for one in os.environ if one.startswith("DBT_")]:
        del os.environ[name]
    os.environ[BUILD_DATABASE_VARIABLE] = str(warehouse.build_database)
    try:
        # as Warehouse.connect does: dbt opens the build database by itself
        with owner_only():
            outcome = dbtRunner(manifest=manifest).invoke(
                [
                    "--no-send-anonymous-usage-stats",
                    # Each of 13,000 events would be made a line, of which a level then keeps few.
                    # Who calls is told by results, and dbt asks for the place all the same.
                    "--log-level",
                    "none",
                    "--log-level-file",
                    "none",
                    "--log-path",
                    str(warehouse.dbt_target / "logs"),
                    *arguments,
                    "--project-dir",
                    str(DBT_PROJECT),
                    "--profiles-dir",
                    str(DBT_PROJECT),
                    "--target-path",
                    str(warehouse.dbt_target),
                ]
            )
    finally:
        DuckDBConnectionManager.close_all_connections()
    if outcome.exception is not None:
        raise MonitorError(f"dbt {arguments[0]}: {outcome.exception}") from outcome.exception
    return outcome.result


def _node_result(result: Any) -> NodeResult:
    node = result.node
    config = getattr(node, "config", None)
    return NodeResult(
        unique_id=node.unique_id,
        resource_type=str(node.resource_type),
        name=node.name,
        status=str(result.status),
        message=result.message,
        failures=result.failures,
        seconds=result.execution_time,
        severity=getattr(config, "severity", None),
        description=getattr(node, "description", "") or "",
        description_de=str((getattr(config, "meta", None) or {}).get("description_de", "")),
        compiled_code=getattr(node, "compiled_code", None),
    )


def _fingerprint(warehouse: Warehouse) -> str:
    """A SHA-256 of dbt's version, how it is asked, the project's files and what was made of them.

    The dates of files do not tell of one that is gone, nor of a target that was copied or restored.
    """
    read = {".sql", ".yml", ".md"}
    files = sorted(path for path in DBT_PROJECT.rglob("*") if path.suffix in read)
    digest = hashlib.sha256(f"{version('dbt-core')} {version('dbt-duckdb')} ".encode())
    for path in (Path(__file__), *files, *(warehouse.dbt_target / name for name in PARSED)):
        digest.update(f"{path.name} ".encode())
        with suppress(OSError):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
