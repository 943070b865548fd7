"""Everything that changes divisions, areas and the street list."""

from eenplan.territory.services.areas import import_areas, prepare_territory
from eenplan.territory.services.streets import import_streets

__all__ = ["import_areas", "import_streets", "prepare_territory"]
