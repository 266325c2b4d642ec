"""Frames in the shapes that plots and readers want."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.base.errors import MonitorError
from sozialraum.marts.frames import ALL, Wanted
from sozialraum.marts.opening import Edition
from sozialraum.marts.tables import figures
from sozialraum.words import Message, Words
from sozialraum.words.files import knows
from sozialraum.words.numbers import NBSP


def wide(
    frame: pd.DataFrame,
    value: str = "value",
    *,
    index: str = "period_end",
    columns: str = "area_name",
) -> pd.DataFrame:
    """One column per area (or another column), one row per period, sorted: ready for ``plot()``.

    Raises:
        MonitorError: several rows have the same place, as where the frame holds two indicators.
    """
    twice = frame.duplicated([index, columns])
    if twice.any():
        first = frame.loc[twice, [index, columns]].iloc[0]
        raise MonitorError(
            f"several rows are of {columns} '{first[columns]}' and {index} '{first[index]}': "
            "choose one indicator, one level"
        )
    return frame.pivot(index=index, columns=columns, values=value).sort_index()


def series(
    indicator: str,
    area: Wanted = None,
    *,
    value: str = "value",
    level: str | None = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """An indicator over time, one column per area, by the last day of each period.

    Args:
        value: another column of ``fct_indicator``, as ``numerator`` or ``ci_low``.
    """
    return wide(figures(indicator, area, level=level, period=ALL, edition=edition), value)


def in_words(frame: pd.DataFrame, language: str | None = None) -> pd.DataFrame:
    """The frame with words instead of codes, and headings of that language, as the report has them;
    by default of the language of the edition that the frame was read from.

    Columns of ids whose names stand beside them are left out. What the catalogue has no word for
    stays as it is.
    """
    language = language or frame.attrs.get("language", "de")
    words = Words(language)
    told: dict[str, pd.Series] = {}
    for column in frame.columns:
        if _NAMED.get(column) in frame.columns:
            continue
        heading = _HEADINGS.get(column, column)
        if column == "name_de" and "service_type" in frame.columns:
            heading = "service_type"
        if knows(language, "data-column", "column", heading):
            heading = words.say(Message("data-column", column=heading))
        # two columns may be called the same, as the ranks of need and index
        told[column if heading in told else heading] = _told(frame, column, words)
    return pd.DataFrame(told, index=frame.index)


_NAMED = {
    "area_id": "area_name", "indicator_id": "indicator_de", "theme": "theme_de",
    "service_type": "name_de",
}  # fmt: skip
_HEADINGS = {"area_name": "area", "indicator_de": "indicator", "theme_de": "theme"}
_CODES: Mapping[str, tuple[str, str]] = {
    "adjusted": ("labels-adjusted", "adjusted"),
    "coverability": ("labels-coverability", "result"),
    "coverage_class": ("labels-coverage-fact", "coverage"),
    "finding": ("labels-finding", "finding"),
    "indication": ("labels-coverability", "result"),
    "method": ("labels-method", "method"),
    "need": ("labels-need", "need"),
    "need_class": ("labels-class", "class"),
    "need_method": ("labels-method", "method"),
    "reason": ("labels-reason", "reason"),
    "trend": ("labels-trend", "trend"),
    "urgency": ("labels-urgency", "urgency"),
}
_COMPARED = {"below_city", "about_city", "above_city"}
"""Classes of coverage that compare with the city."""


def _told(frame: pd.DataFrame, column: str, words: Words) -> pd.Series:
    values = frame[column]
    if column not in _CODES:
        return values
    message, argument = _CODES[column]
    # classes are numbers: the catalogue chooses them as such
    codes = {code if isinstance(code, str) else int(code) for code in values.dropna().unique()}
    if column == "coverage_class" and codes & _COMPARED:
        message = "labels-coverage-class"
    texts = {
        # a blank that keeps words on one line is not what one compares with
        code: words.say(Message(message, **{argument: code})).replace(NBSP, " ")
        for code in codes
        if knows(words.language, message, argument, str(code))
    }
    return values.map(lambda code: texts.get(code, code), na_action="ignore").astype("str")
