"""The regressions behind ``mart_pandemic_effect``; all that is not a regression is SQL."""
