"""From a proposal to a stay, over the rooms: the acceptance, tonight's place, the nightly plan."""

from eenplan.journeys.matching.ahead import plan_ahead
from eenplan.journeys.matching.becoming_a_stay import begin_stay
from eenplan.journeys.matching.tonight import place_tonight

__all__ = ["begin_stay", "place_tonight", "plan_ahead"]
