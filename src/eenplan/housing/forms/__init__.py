"""The forms of housing, by subject."""

from eenplan.housing.forms.calls import CallForm, HoldForm, OfferFilter, PurposeForm
from eenplan.housing.forms.offers import OfferForm, TermsForm
from eenplan.housing.forms.people import CheckForm, CheckTypeForm, MemberForm, ReasonForm
from eenplan.housing.forms.places import PlaceFilter, StateForm

__all__ = [
    "CallForm",
    "CheckForm",
    "CheckTypeForm",
    "HoldForm",
    "MemberForm",
    "OfferFilter",
    "OfferForm",
    "PlaceFilter",
    "PurposeForm",
    "ReasonForm",
    "StateForm",
    "TermsForm",
]
