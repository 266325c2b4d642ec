"""What SQL does not compute: the regressions behind ``mart_pandemic_effect``, and simulated ranks."""
