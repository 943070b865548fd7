"""Forms about a case. Shape only; what a case allows is the service's business."""

from eenplan.cases.forms.assigning import AssignForm
from eenplan.cases.forms.contacts import ContactForm
from eenplan.cases.forms.handovers import (
    AcceptForm,
    AnswerForm,
    CloseForm,
    DecideRunForm,
    OfferForm,
    PlanRunForm,
)
from eenplan.cases.forms.steps import FinishStepForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "AssignForm",
    "CloseForm",
    "ContactForm",
    "DecideRunForm",
    "FinishStepForm",
    "OfferForm",
    "PlanRunForm",
]
