"""The agreement of a proposal: made, given as a document, and signed."""

from django.http import HttpResponse
from django.utils.timezone import localdate, now

from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking
from eenplan.desk import match_forms as forms
from eenplan.desk.views.placings import load, page_of, question_on
from eenplan.housing import selectors as housing, services
from eenplan.housing.enums import Side

PLACE, VIEW = Capability.HOUSING_PLACE, Capability.HOUSEHOLD_VIEW


def _ask_agreement(request: AppRequest, placing_id: int) -> Question:
    proposal = load(request, placing_id)
    return question_on(
        proposal,
        "Overeenkomst maken",
        "Maak de overeenkomst",
        intro="Het document heeft twee kolommen: Nederlands en de taal van het gezin. Een "
        "vertaling die niet is nagelezen, zegt dat zelf. Lees ze samen met een tolk.",
        initial={"language": proposal.household.contact_language},
    )


def _make(request: AppRequest, proposal, said: dict) -> tuple[str, str]:
    services.make_agreement(
        actor=request.actor, proposal=proposal, language=said["language"], at=now()
    )
    return "De overeenkomst is klaar. Druk ze af en laat ze ondertekenen.", page_of(proposal)


make_agreement = asking(forms.AgreementForm, needs=PLACE, about=_ask_agreement, act=_make)


@read_page(needs=VIEW)
def agreement(request: AppRequest, placing_id: int):
    """Give the agreement as it was made: the very bytes."""
    proposal = load(request, placing_id)
    made = housing.agreement_of(proposal, whole=True)
    if made is None:
        return show(
            request,
            "desk/no_agreement.html",
            {"proposal": proposal, "household": proposal.household},
        )
    response = HttpResponse(bytes(made.pdf), content_type="application/pdf")
    name = f"overeenkomst-{proposal.place.reference}-{proposal.pk}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _ask_signed(request: AppRequest, placing_id: int) -> Question:
    return question_on(
        load(request, placing_id),
        "Overeenkomst ondertekend",
        "Bewaar wie tekende",
        intro="Tekenden beide, dan bewaren we het document zoals het is. Het verandert niet meer.",
        initial={"on": localdate()},
    )


def _sign(request: AppRequest, proposal, said: dict) -> tuple[str, str]:
    services.note_signed(
        actor=request.actor,
        proposal=proposal,
        sides={Side(side) for side in said["sides"]},
        on=said["on"],
        at=now(),
    )
    return "Bewaard wie ondertekende.", page_of(proposal)


signed = asking(forms.SignedForm, needs=PLACE, about=_ask_signed, act=_sign)
