"""The details of the centre: what stands on every letter, with dates."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.benefits.forms.letters import CentreForm
from eenplan.benefits.selectors.letters import centre_rows
from eenplan.benefits.services.centre import CentreFacts, set_centre
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking

LAYOUT = "benefits/letters_base.html"


@read_page(needs=Capability.NORMS_VIEW)
def centre(request: AppRequest):
    rows = list(centre_rows())
    on = localdate()
    now_ = next((row for row in rows if row.starts_on <= on and not _is_over(row, on)), None)
    return show(request, "benefits/centre.html", {"rows": rows, "now": now_})


def _is_over(row, on) -> bool:
    return row.ends_on is not None and row.ends_on <= on


def _ask(request: AppRequest) -> Question:
    latest = next(iter(centre_rows()), None)
    kept = {name: getattr(latest, name) for name in CentreFacts.__annotations__} if latest else {}
    return Question(
        "Gegevens van het OCMW",
        "Bewaar",
        reverse("letters:centre"),
        layout=LAYOUT,
        intro="Deze gegevens staan op elke brief en op het betaalbestand. Wat u verandert, geldt "
        "vanaf de dag die u kiest; wat voor die dag gemaakt is, blijft zoals het was.",
        initial={**kept, "starts_on": localdate()},
    )


def _set(request: AppRequest, _, said: dict) -> tuple[str, str]:
    facts = {name: said[name] for name in CentreFacts.__annotations__}
    set_centre(
        actor=request.actor,
        facts=CentreFacts(**facts),
        starts_on=said["starts_on"],
        on=localdate(),
    )
    return "De gegevens van het OCMW zijn bewaard.", reverse("letters:centre")


set_details = asking(CentreForm, needs=Capability.NORMS_MANAGE, about=_ask, act=_set)
