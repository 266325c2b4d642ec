"""Which code a trial exercises: a trial counts as long as that stays the same."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import grimp

from sozialraum.base.project import PROJECT

PACKAGES = ("bench", "expectations", "orchestration", "sozialraum", "sozialraum_cli", "tests")


@cache
def fingerprint(modules: Sequence[str], folders: Sequence[str] = ()) -> str:
    """The first 12 hex digits of a SHA-256 over the modules, all that they import of the project,
    directly or not, all files below ``folders``, and the versions of the libraries."""
    graph = _graph()
    used = {*modules}.union(*(graph.find_upstream_modules(one) for one in modules))
    files = {_file_of(one) for one in used} | {
        path
        for folder in folders
        for path in (PROJECT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    digest = hashlib.sha256()
    for path in sorted({*files, PROJECT / "requirements.lock"}):
        digest.update(f"{path.relative_to(PROJECT)} ".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES)


def _file_of(module: str) -> Path:
    place = PROJECT.joinpath(*module.split("."))
    package = place / "__init__.py"
    return package if package.is_file() else place.with_suffix(".py")
