"""Which files declare a city, and what stands in each."""

from sozialraum.declarations.city import (
    AreaFile,
    CityFile,
    Council,
)
from sozialraum.declarations.coverability import CoverabilityFile
from sozialraum.declarations.declaration import Declaration
from sozialraum.declarations.indicator import (
    IndicatorFile,
    ServiceFile,
)
from sozialraum.declarations.layer import LayerFile
from sozialraum.declarations.measure import MeasureFile
from sozialraum.declarations.outlook import Outlook
from sozialraum.declarations.pandemic import PandemicFile
from sozialraum.declarations.register import RegisterFile
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.declarations.source import (
    OfficeFileCatalogue,
    SourceCatalogue,
)
from sozialraum.declarations.theme import ThemeFile

FILES: dict[str, type[Declaration]] = {
    "city": CityFile,
    "areas": AreaFile,
    "sources": SourceCatalogue,
    "office_files": OfficeFileCatalogue,
    "layers": LayerFile,
    "themes": ThemeFile,
    "indicators": IndicatorFile,
    "services": ServiceFile,
    "registers": RegisterFile,
    "coverability": CoverabilityFile,
    "pandemic": PandemicFile,
    "social_index": IndexSpec,
    "outlook": Outlook,
    "measures": MeasureFile,
    "council": Council,
}
"""The declarations by the name of their file, in the order in which a city is declared."""

REQUIRED_FILES = ("city", "areas", "sources", "themes", "indicators")
"""What every city declares; what the others would tell is left out where they are."""
