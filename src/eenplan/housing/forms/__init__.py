"""The forms of housing, by subject."""

from eenplan.housing.forms.places import PlaceFilter, PlaceForm, StateForm

__all__ = ["PlaceFilter", "PlaceForm", "StateForm"]
