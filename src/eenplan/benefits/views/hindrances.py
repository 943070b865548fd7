"""Stays abroad and sanctions of a household, and what is done with them."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.enums_hindrances import Fault, Heard
from eenplan.benefits.forms import hindrances as forms
from eenplan.benefits.hindrance_errors import StayRefused
from eenplan.benefits.hindrance_permissions import may_note
from eenplan.benefits.selectors import hindrances as reading
from eenplan.benefits.selectors.decisions import get_decision
from eenplan.benefits.selectors.projects import check_sees_projects
from eenplan.benefits.services import hindrances as services
from eenplan.benefits.views.claim_pages import question
from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest, note_read, read_page, show
from eenplan.core.questions import asking
from eenplan.people import selectors as people

CAN = Capability.RIGHTS_INVESTIGATE
PAID_BEFORE = (
    "Wat al betaald is, blijft zoals het is. Zou het nu een ander bedrag zijn, dan komt de "
    "beslissing bij Te herzien te staan."
)


def _household(request: AppRequest, year: int, serial: int):
    household = people.get_household(request.actor, year, serial)
    check_sees_projects(request.actor, household)
    note_read(request, household.pk, ground=people.ground_of(request.actor, household))
    return household


def _page_of(household) -> str:
    return reverse("hindrances:hindrances", args=[household.year, household.serial])


@read_page(needs=Capability.RIGHTS_VIEW)
def hindrances(request: AppRequest, year: int, serial: int):
    household = _household(request, year, serial)
    page = {
        "household": household,
        "stays": reading.stay_lines(household, on=request.actor.on),
        "sanctions": reading.sanctions_of(household),
        "to_carry_out": reading.to_carry_out(household),
        "may_note": request.actor.can(CAN) and may_note(request.actor, household),
        "day": request.actor.on,
    }
    return show(request, "benefits/hindrances.html", page)


# -- Stays abroad ----------------------------------------------------------------------------------
def _about_new(request: AppRequest, year: int, serial: int):
    household = _household(request, year, serial)
    named = {str(person.pk): person for person in reading.people_with_a_wage(household)}
    decisions = {
        str(one.pk): one for person in named.values() for one in reading.decisions_abroad(person)
    }
    return question(
        f"Verblijf in het buitenland noteren, gezin {household.number}",
        "Bewaar het verblijf",
        _page_of(household),
        (household, named, decisions),
        intro="Een leefloon wordt in een kalenderjaar vier weken in het buitenland betaald (RMI "
        f"art. 23 §5). {PAID_BEFORE}",
        options={
            "people": [(pk, str(person)) for pk, person in named.items()],
            "decisions": decisions.values(),
        },
    )


def _facts(said: dict, decisions: dict) -> dict:
    return {
        **{name: said[name] for name in ("starts_on", "ends_on", "reported_on", "note")},
        "exceptional_by": decisions.get(said["exceptional_by"]),
    }


def _note(request: AppRequest, subject, said: dict):
    household, named, decisions = subject
    services.note_stay(
        actor=request.actor,
        household=household,
        person=named[said["person"]],
        on=request.actor.on,
        at=now(),
        **_facts(said, decisions),
    )
    return "Het verblijf is bewaard.", _page_of(household)


new_stay = asking(forms.StayForm, needs=CAN, about=_about_new, act=_note)


def _stay(request: AppRequest, abroad_id: int):
    stay = reading.get_stay(request.actor, abroad_id)
    household = _household(request, stay.household.year, stay.household.serial)
    stay.household = household
    return stay


def _decisions(stay) -> dict:
    return {str(one.pk): one for one in reading.decisions_abroad(stay.person)}


def _about_correct(request: AppRequest, abroad_id: int):
    stay = _stay(request, abroad_id)
    decisions = _decisions(stay)
    return question(
        f"Verblijf van {stay.person} verbeteren",
        "Bewaar de verbetering",
        _page_of(stay.household),
        (stay, decisions),
        intro=f"Wat er stond, blijft leesbaar. {PAID_BEFORE}",
        initial={
            "starts_on": stay.starts_on,
            "ends_on": stay.ends_on,
            "reported_on": stay.reported_on,
            "exceptional_by": str(stay.exceptional_by_id or ""),
            "note": stay.note,
        },
        options={"decisions": decisions.values()},
    )


def _correct(request: AppRequest, subject, said: dict):
    stay, decisions = subject
    services.correct_stay(
        actor=request.actor,
        stay=stay,
        why=said["why"],
        on=request.actor.on,
        at=now(),
        **_facts(said, decisions),
    )
    return "De verbetering is bewaard.", _page_of(stay.household)


correct_stay = asking(forms.CorrectStayForm, needs=CAN, about=_about_correct, act=_correct)


def _about_back(request: AppRequest, abroad_id: int):
    stay = _stay(request, abroad_id)
    return question(
        f"Terugkeer van {stay.person} noteren",
        "Bewaar de terugkeer",
        _page_of(stay.household),
        stay,
        initial={"ends_on": request.actor.on},
    )


def _back(request: AppRequest, stay, said: dict):
    services.end_stay(actor=request.actor, stay=stay, ends_on=said["ends_on"], on=request.actor.on)
    return "De terugkeer is bewaard.", _page_of(stay.household)


end_stay = asking(forms.BackForm, needs=CAN, about=_about_back, act=_back)


def _about_allow(request: AppRequest, abroad_id: int):
    stay = _stay(request, abroad_id)
    decisions = _decisions(stay)
    return question(
        f"Uitzonderlijke omstandigheden voor {stay.person}",
        "Bewaar de beslissing",
        _page_of(stay.household),
        (stay, decisions),
        intro="Alleen een beslissing van het comité laat de betaling na vier weken doorlopen. "
        "Staat ze er niet bij, stel ze dan eerst voor bij de lopende beslissing.",
        options={"decisions": decisions.values()},
    )


def _allow(request: AppRequest, subject, said: dict):
    stay, decisions = subject
    decision = decisions.get(said["exceptional_by"])
    if decision is None:
        raise StayRefused("Kies een beslissing.", "exceptional_by")
    services.allow_stay(actor=request.actor, stay=stay, decision=decision, on=request.actor.on)
    return "De betaling loopt door.", _page_of(stay.household)


allow_stay = asking(forms.AllowForm, needs=CAN, about=_about_allow, act=_allow)


def _about_withdraw(request: AppRequest, abroad_id: int):
    stay = _stay(request, abroad_id)
    return question(
        f"Verblijf van {stay.person} intrekken",
        "Trek het verblijf in",
        _page_of(stay.household),
        stay,
        intro=f"Wat er stond, blijft leesbaar. {PAID_BEFORE}",
    )


def _withdraw(request: AppRequest, row, said: dict):
    services.withdraw(actor=request.actor, row=row, why=said["why"], on=request.actor.on, at=now())
    return "Ingetrokken.", _page_of(row.household)


withdraw_stay = asking(forms.WithdrawForm, needs=CAN, about=_about_withdraw, act=_withdraw)


# -- Sanctions -------------------------------------------------------------------------------------
def _about_sanction(request: AppRequest, sanction_decision_id: int):
    decision = get_decision(request.actor, sanction_decision_id)
    if decision.kind != "SANCTION":
        raise NotFound(sanction_decision_id)
    asked = decision.application.household
    household = _household(request, asked.year, asked.serial)
    decision.application.household = household
    return question(
        f"Sanctie uitvoeren, {decision.number}",
        "Voer de sanctie uit",
        _page_of(household),
        decision,
        intro="U noteert hier wat het comité besliste en ter kennis bracht. Wat de wet niet "
        f"toelaat, weigert Eenplan (RMI art. 30). {PAID_BEFORE}",
        initial={"percent": 100, "starts_on": decision.starts_on},
    )


def _carry_out(request: AppRequest, decision, said: dict):
    plain = ("percent", "starts_on", "fact_on", "heard_on", "notice_on", "advice_on")
    services.carry_out_sanction(
        actor=request.actor,
        decision=decision,
        fault=Fault(said["fault"]),
        heard=Heard(said["heard"]),
        conditional=said["conditional"],
        note=said["note"],
        on=request.actor.on,
        at=now(),
        **{name: said[name] for name in plain},
    )
    return "De sanctie is bewaard.", _page_of(decision.application.household)


carry_out = asking(forms.SanctionForm, needs=CAN, about=_about_sanction, act=_carry_out)


def _about_lift(request: AppRequest, sanction_id: int):
    sanction = reading.get_sanction(request.actor, sanction_id)
    household = _household(request, sanction.household.year, sanction.household.serial)
    sanction.household = household
    return question(
        f"Sanctie van {sanction.person} intrekken",
        "Trek de sanctie in",
        _page_of(household),
        sanction,
        intro="Alleen als ze verkeerd genoteerd is, of de rechtbank of het comité ze ongedaan "
        f"maakt. {PAID_BEFORE}",
    )


withdraw_sanction = asking(forms.WithdrawForm, needs=CAN, about=_about_lift, act=_withdraw)
