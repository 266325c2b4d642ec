"""All that is said about a city, read from ``cities/<city>/`` and checked as a whole."""

from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.loading import find_city, load_catalogue

__all__ = ["Catalogue", "find_city", "load_catalogue"]
