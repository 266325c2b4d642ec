"""What the project says of itself in several places is the same in all of them."""

import os
import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement

from sozialraum.base.project import PROJECT

LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-postgres.lock",
    "requirements-spark.lock",
)


@pytest.fixture
def declared() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def _locked(lock: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", (PROJECT / lock).read_text("utf-8"), re.M))


def test_the_same_pythons_are_stated_everywhere(declared: dict[str, Any]) -> None:
    prefix = "Programming Language :: Python :: 3."
    minors = [int(one.removeprefix(prefix)) for one in declared["project"]["classifiers"]]
    first, *_, last = minors
    assert minors == list(range(first, last + 1))
    assert declared["project"]["requires-python"] == f">=3.{first},<3.{last + 1}"
    *others, final = [f"3.{minor}" for minor in minors]
    said = f"Python {', '.join(others)} or {final}"
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    assert said in (PROJECT / "README.md").read_text("utf-8")
    assert said in makefile
    assert f"(3, {first}) <= v <= (3, {last})" in makefile
    assert f"--python-version 3.{first}" in makefile


def test_a_refresh_installs_no_tool_of_tests_and_style(declared: dict[str, Any]) -> None:
    tools = {re.split(r"[<>=]", one)[0] for one in declared["dependency-groups"]["dev"]}
    normal = {one.lower().replace(".", "-") for one in _locked("requirements.lock")}
    assert not {one for one in tools if one.lower().replace(".", "-") in normal}
    assert {one.lower() for one in tools} <= {one.lower() for one in _locked(LOCKS[1])}


def test_the_lock_holds_what_a_refresh_needs(declared: dict[str, Any]) -> None:
    text = (PROJECT / LOCKS[0]).read_text("utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.M))
    versions = {name.lower().replace(".", "-").replace("_", "-"): v for name, v in locked.items()}
    for one in map(Requirement, declared["project"]["dependencies"]):
        name = one.name.lower().replace(".", "-").replace("_", "-")
        assert name in versions, f"{name} is not in {LOCKS[0]}: make lock"
        assert one.specifier.contains(versions[name]), f"{one}: {versions[name]} is locked"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_addresses(lock: str) -> None:
    text = (PROJECT / lock).read_text("utf-8")
    packages = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_matrices_are_left_to_one_thread_before_numpy_is_loaded() -> None:
    code = (
        "import os, sys, sozialraum; "
        "print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    )
    environment = {name: v for name, v in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False", "1"]
