"""A UI that runs on a warehouse of its own, and what is asked of it (GraphQL, as its pages do)."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sozialraum.declarations import load_catalogue

BIN = Path(sys.executable).parent
PATIENCE_SECONDS = 300.0

RUNS = "{runsOrError(limit: 40) {... on Runs {results {id status pipelineName parentRunId}}}}"
STEPS = """query($run: ID!) {runOrError(runId: $run) {... on Run {stepStats {stepKey}}}}"""
LAUNCH = """mutation($params: ExecutionParams!) {launchRun(executionParams: $params) {
    __typename ... on LaunchRunSuccess {run {id}} ... on PythonError {message}}}"""
AGAIN = """mutation($run: String!, $how: ReexecutionStrategy!) {
    launchRunReexecution(reexecutionParams: {parentRunId: $run, strategy: $how}) {
    __typename ... on LaunchRunSuccess {run {id}} ... on PythonError {message}}}"""
TERMINATE = "mutation($run: String!) {terminateRun(runId: $run) {__typename}}"


class RunningUI:
    """``folder``: the warehouse. ``home``: that of Dagster in it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "dagster"
        self.environment = {
            **os.environ,
            "SOZIALRAUM_WAREHOUSE": str(folder),
            "DAGSTER_HOME": str(self.home),
        }
        self.month = f"{load_catalogue().snapshot.retrieved_at:%Y-%m}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = (folder / "ui.log").open("w")
        self.start_ui()

    def start_ui(self) -> None:
        self.process = subprocess.Popen(
            [BIN / "sozialraum", "ui", "--port", str(self.port)],
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self.until(self.answers)

    def answers(self) -> bool:
        try:
            return bool(self.ask("{version}"))
        except OSError:
            return False

    def ask(self, query: str, **variables: object) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/graphql",
            json.dumps({"query": query, "variables": variables}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return json.load(answer)["data"]

    def until(self, holds: Callable[[], Any]) -> Any:
        ends_at = time.monotonic() + PATIENCE_SECONDS
        while not (found := holds()):
            if time.monotonic() > ends_at:
                raise TimeoutError(holds.__doc__ or holds.__name__)
            time.sleep(0.1)
        return found

    def runs(self) -> dict[str, str]:
        """The status of each run, the newest first."""
        return {run["id"]: run["status"] for run in self.ask(RUNS)["runsOrError"]["results"]}

    def steps(self, run: str) -> set[str]:
        return {step["stepKey"] for step in self.ask(STEPS, run=run)["runOrError"]["stepStats"]}

    def launch(self) -> str:
        selector = {
            "repositoryLocationName": "sozialraum",
            "repositoryName": "__repository__",
            "pipelineName": "refresh",
        }
        tags = [{"key": "dagster/partition", "value": self.month}]
        params = {
            "selector": selector,
            "mode": "default",
            "runConfigData": {"loggers": {"progress": {}}},
            "executionMetadata": {"tags": tags},
        }

        def launched() -> str | None:
            """A run is launched; the UI answers 500 while it has no code server."""
            try:
                return _id_of(self.ask(LAUNCH, params=params)["launchRun"])
            except (OSError, RuntimeError):
                return None

        return str(self.until(launched))

    def again(self, run: str, how: str) -> str:
        return _id_of(self.ask(AGAIN, run=run, how=how)["launchRunReexecution"])

    def command(self) -> tuple["subprocess.Popen[bytes]", str]:
        """A refresh of the command line, and its run as soon as there is one."""
        before = self.runs()
        process = subprocess.Popen(
            [BIN / "sozialraum", "refresh"],
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        new = self.until(lambda: [run for run in self.runs() if run not in before])
        return process, new[0]

    def process_of(self, run: str) -> int:
        path = self.home / "processes" / run
        return int(self.until(lambda: path.exists() and path.read_text()))

    def reached(self, run: str, *statuses: str) -> None:
        self.until(lambda: self.runs()[run] in statuses)

    def works(self, run: str, step: str = "") -> None:
        """Waits until the run's steps are worked on: it holds the lock."""
        self.until(lambda: any(step in one for one in self.steps(run)))

    def children(self, word: str) -> list[int]:
        """Processes of this warehouse's UI and daemon with the word in their command."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                command = (process / "cmdline").read_text().replace("\0", " ")
                environment = (process / "environ").read_text()
            except OSError:
                continue
            if word in command and f"DAGSTER_HOME={self.home}" in environment:
                found.append(int(process.name))
        return found

    def terminate(self, run: str) -> str:
        return str(self.ask(TERMINATE, run=run)["terminateRun"]["__typename"])

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.log.close()


def _id_of(answer: Any) -> str:
    if answer["__typename"] != "LaunchRunSuccess":
        raise RuntimeError(answer)
    return str(answer["run"]["id"])
