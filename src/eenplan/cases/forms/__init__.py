"""Forms about a case. Shape only; what a case allows is the service's business."""

from eenplan.cases.forms.activation import (
    ActivationFilter,
    EndStageForm,
    SchoolFilter,
    SchoolForm,
    StageForm,
)
from eenplan.cases.forms.assigning import AssignForm
from eenplan.cases.forms.contacts import ContactForm
from eenplan.cases.forms.goals import (
    CloseGoalForm,
    GoalForm,
    HoldReviewForm,
    MeasureForm,
    PlanReviewForm,
    SignForm,
    TemplateForm,
)
from eenplan.cases.forms.handovers import (
    AcceptForm,
    AnswerForm,
    CloseForm,
    DecideRunForm,
    OfferForm,
    PlanRunForm,
)
from eenplan.cases.forms.steps import DropForm, FinishStepForm, PostponeForm, StepForm

__all__ = [
    "AcceptForm",
    "ActivationFilter",
    "AnswerForm",
    "AssignForm",
    "CloseForm",
    "CloseGoalForm",
    "ContactForm",
    "DecideRunForm",
    "DropForm",
    "EndStageForm",
    "FinishStepForm",
    "GoalForm",
    "HoldReviewForm",
    "MeasureForm",
    "OfferForm",
    "PlanReviewForm",
    "PlanRunForm",
    "PostponeForm",
    "SchoolFilter",
    "SchoolForm",
    "SignForm",
    "StageForm",
    "StepForm",
    "TemplateForm",
]
