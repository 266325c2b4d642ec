"""Where the project lies, and what says which city is worked for."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CITY_VARIABLE = "SOZIALRAUM_CITY"
