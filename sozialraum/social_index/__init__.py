"""Composite indices from (area, indicator, value), by declaration; computed in DuckDB.

    engine.py     compute(connection, spec, source, target)
    principal.py  the first principal component
    files.py      the same on a file of one's own
    city.py       the index of the monitored city

What a declaration may say: sozialraum/declarations/social_index.py.
"""
