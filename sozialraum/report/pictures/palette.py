"""The colours of all pictures: one hue from pale to dark, told apart without colour too."""

INK = "#1d2733"
QUIET = "#4d5965"
LINES = "#cdd5dc"
DARK = "#0b3c68"
PALE = "#8fb4d3"
SHADE = "#eceef1"

CLASS_COLOURS = {
    1: ("#f1f5f9", INK),
    2: ("#d5e4f0", INK),
    3: ("#abcbe3", INK),
    4: ("#78add4", "#0c1a28"),
    5: ("#0b3c68", "#ffffff"),
}
"""Ground and ink of the need classes; bericht.css and bericht.typ have the same."""
NO_CLASS = ("#ffffff", QUIET)
