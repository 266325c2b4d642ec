"""Two facts crossed: which areas belong where, each as a small field with its code."""

from textwrap import wrap

from sozialraum.report.chapters.chart_shapes import CrossChart
from sozialraum.report.pictures.drawings import line, svg_document, text
from sozialraum.report.pictures.palette import CLASS_COLOURS, LINES, QUIET

_LABEL, _ALL, _FIELD, _HIGH, _GAP, _LINE = 240, 400, 22, 17, 2, 13
_SIGN = 6.2
"""Pixels that a sign takes, about."""


def cross_svg(chart: CrossChart) -> str:
    wide = _ALL / len(chart.columns)
    across = int(wide // (_FIELD + _GAP))
    heads = [wrap(str(title), int(wide / _SIGN)) for title in chart.columns]
    y = float(max(len(one) for one in heads) * _LINE + 6)
    drawn = [
        text(_LABEL + column * wide, 11 + _LINE * place, part, size=11, fill=QUIET)
        for column, parts in enumerate(heads)
        for place, part in enumerate(parts)
    ]
    for row in chart.rows:
        label = wrap(str(row.label), int(_LABEL / _SIGN))
        fields = max(-(-len(codes) // across) for codes in row.cells)
        drawn.append(line(0, y, _LABEL + _ALL, y, LINES, 0.8))
        drawn += [text(0, y + 15 + _LINE * n, part, size=11) for n, part in enumerate(label)]
        for column, (codes, shade) in enumerate(zip(row.cells, chart.shades, strict=True)):
            ground, ink = CLASS_COLOURS[shade]
            for place, code in enumerate(codes):
                left = round(_LABEL + column * wide + place % across * (_FIELD + _GAP), 1)
                top = y + 3 + place // across * (_HIGH + _GAP)
                drawn.append(
                    f'<rect x="{left}" y="{top}" width="{_FIELD}" height="{_HIGH}" '
                    f'fill="{ground}" stroke="{QUIET}" stroke-width="0.6"/>'
                    + text(left + _FIELD / 2, top + 13, code, size=11, fill=ink, anchor="middle")
                )
        y += max(fields * (_HIGH + _GAP), len(label) * _LINE + 4) + 4
    return svg_document(_LABEL + _ALL, y + 2, drawn)
