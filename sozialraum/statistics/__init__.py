"""What SQL does not compute: regressions behind ``mart_pandemic_effect``, and simulated ranks."""
