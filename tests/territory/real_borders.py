"""The real files of Gent and Kortrijk, where a test has them; else the reason to skip."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "geo"
NEIGHBOURHOODS = FOLDER / "gent_stadswijken.geojson"
SECTORS = FOLDER / "gent_statsec.geojson"
GENT_AND_KORTRIJK = FOLDER / "gent_kortrijk_wijken_ggw7.geojson"
FORMER_MUNICIPALITIES = FOLDER / "gent_kortrijk_deelgemeenten.geojson"

needs_real_borders = pytest.mark.skipif(
    not NEIGHBOURHOODS.exists(), reason="the open data of Gent and Kortrijk are not here"
)
