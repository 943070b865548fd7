"""Forms about a case. Shape only; what a case allows is the service's business."""

from eenplan.cases.forms.assigning import AssignForm
from eenplan.cases.forms.contacts import ContactForm, QuickNoteForm
from eenplan.cases.forms.rebalancing import AcceptMovesForm
from eenplan.cases.forms.snoozing import SnoozeForm
from eenplan.cases.forms.steps import FinishStepForm

__all__ = [
    "AcceptMovesForm",
    "AssignForm",
    "ContactForm",
    "FinishStepForm",
    "QuickNoteForm",
    "SnoozeForm",
]
