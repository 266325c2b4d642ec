"""Composite indices from (area, indicator, value), by declaration; computed in DuckDB.

    engine.py           compute(connection, spec, source, target)
    checks.py           what is wrong with the values
    standardisation.py  z-scores, percentiles, exponential scores
    principal.py        the first principal component
    files.py            the same on a file of one's own
    city.py             the index of the monitored city

What a declaration may say: sozialraum/declarations/social_index.py.
"""
