"""What could not be had of a source, as texts for people, and whether the source can be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sozialraum.declarations.source import Source
from sozialraum.ingest.connector import Answer, Unavailable
from sozialraum.ingest.landing import Known


@dataclass(frozen=True)
class Availability:
    """``problems``: one text for each reason, with the tables that it holds for.

    ``is_usable``: whatever could not be had was landed before, or is not needed.
    """

    problems: Sequence[str]
    is_usable: bool

    @property
    def observed(self) -> str:
        return "; ".join(self.problems) or "as published"


def judge_availability(
    source: Source, answers: Sequence[Answer], known: Mapping[str, Known]
) -> Availability:
    """Tells what is used in place of what could not be had.

    Args:
        known: what was landed before, by dataset id.
    """
    lacking = [answer for answer in answers if isinstance(answer, Unavailable)]
    grouped: dict[tuple[str, str], list[Unavailable]] = {}
    for answer in lacking:
        grouped.setdefault((answer.problem, _instead(answer, known)), []).append(answer)
    return Availability(
        problems=[
            f"source '{source.id}', {_tables(source, tables)}: {problem}{instead}"
            for (problem, instead), tables in grouped.items()
        ],
        is_usable=not any(
            answer.is_needed and answer.dataset_id not in known for answer in lacking
        ),
    )


def _instead(answer: Unavailable, known: Mapping[str, Known]) -> str:
    if answer.dataset_id in known:
        landed = known[answer.dataset_id].landing.retrieved_at
        return f". In use: the copy of {landed:%Y-%m-%d %H:%M} UTC"
    if answer.is_needed:
        return f". It was never retrieved before: nothing can stand in. Asked: {answer.url}"
    return ""


def _tables(source: Source, answers: Sequence[Unavailable]) -> str:
    more = f" and {len(answers) - 1} more" if len(answers) > 1 else ""
    return f"{source.file_name(answers[0].dataset_id)}{more}"
