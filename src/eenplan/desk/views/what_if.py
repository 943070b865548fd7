"""What would change if: measures tried on tonight's plan. Reads only, but for the announcement."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.access import Actor, Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.forms import PageForm
from eenplan.core.pages import (
    AppRequest,
    by_method,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.desk import what_ifs
from eenplan.desk.match_forms import day_in
from eenplan.desk.what_if_forms import AddForm, AnnounceForm, InspectForm, LoseForm, MeasureForm
from eenplan.housing.selectors import place_called
from eenplan.journeys.falling_away import announce_loss
from eenplan.journeys.placing import on_screen
from eenplan.territory.selectors import areas_of, primary_division

MANAGE = Capability.HOUSING_MANAGE
TEMPLATE = "desk/what_if.html"
MEASURES = (
    ("weg", "Een plaats valt weg", LoseForm),
    ("controleren", "Controleer een plaats", InspectForm),
    ("gastgezinnen", "Open gastgezinnen", MeasureForm),
    ("delen", "Twee gezinnen delen", MeasureForm),
    ("erbij", "Een plaats erbij", AddForm),
)
FORMS = {key: form for key, _, form in MEASURES}
EXPLAINED = {
    "weg": "Valt een plaats weg, waar kunnen de gezinnen dan naartoe die er wonen? Niemand anders "
    "hoeft te verhuizen, en niemand moet weg voor er een andere plaats is.",
    "controleren": "Wat als plaatsen die op een controle wachten, goedgekeurd worden?",
    "gastgezinnen": "Wat als de opvang bij gastgezinnen open gaat?",
    "delen": "Wat als twee gezinnen een woning met minstens twee slaapkamers delen?",
    "erbij": "Wat als er een of meer plaatsen bijkomen?",
}


@read_page(needs=MANAGE)
def what_if(request: AppRequest) -> HttpResponse:
    """Show what a measure would change. The question stands in the address, nothing is saved."""
    key = request.GET.get("maatregel", "weg")
    key = key if key in FORMS else "weg"
    asks = "reken" in request.GET
    form = _form(request, key, request.GET if asks else None)
    page = _page(key, form)
    if asks and form.is_valid():
        with reported_on(form):
            page |= _answered(request.actor, key, form)
    wrong = form.is_bound and bool(form.errors)
    return show(request, TEMPLATE, page, status=422 if wrong else 200)


def _form(request: AppRequest, key: str, data) -> PageForm:
    options = {"areas": _areas()} if key == "erbij" else {}
    initial = {"plaats": request.GET.get("plaats", "")[:40], "dag": request.actor.on}
    return FORMS[key](data, initial=initial | {"reken": "ja"}, **options)


def _areas() -> list:
    division = primary_division()
    return list(areas_of(division)) if division else []


def _page(key: str, form: PageForm) -> dict:
    return {
        "form": form,
        "key": key,
        "measures": [(name, title) for name, title, _ in MEASURES],
        "explained": EXPLAINED[key],
    }


def _answered(actor: Actor, key: str, form: PageForm) -> dict:
    """Return what the screen tells besides the form. Raises what the question refuses."""
    on, said = actor.on, form.cleaned_data
    if key == "weg":
        return _loss(actor, said["plaats"], said["dag"])
    if key == "erbij":
        trial, effect = on_screen.added(form.place(on), said["aantal"], on=on)
    elif key == "controleren" and said["plaats"]:
        trial, effect = on_screen.one_inspected(said["plaats"], on=on)
    else:
        trial, effect = on_screen.measured(key, on=on)
    if effect.difference is None:
        return {"impossible": True, "changed": effect.changed}
    return {"changed": effect.changed, "answer": what_ifs.told(actor, trial, effect)}


def _loss(actor: Actor, reference: str, day) -> dict:
    place = place_called(reference)
    on_screen.check_can_fall_away(place, reference, day, on=actor.on)
    loss = on_screen.lost(place, day=day, on=actor.on)
    found = what_ifs.movers(actor, loss, at=now())
    return {
        "loss": loss,
        "answer": what_ifs.told_of_loss(actor, loss),
        "movers": found,
        "announce": found.unlisted,
    }


# -- Announcing ------------------------------------------------------------------------------------
@read_page(needs=MANAGE)
def _ask(request: AppRequest) -> HttpResponse:
    day = day_in(request.GET.get("dag", "")) or request.actor.on
    initial = {"plaats": request.GET.get("plaats", "")[:40], "dag": day}
    form = form_with_draft(request, AnnounceForm, initial=initial)
    return show(request, "desk/falls_away.html", {"form": form})


@write_page(needs=MANAGE)
def _announce(request: AppRequest) -> HttpResponse:
    form = AnnounceForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            return _announced(request, form.cleaned_data)
    return show(request, "desk/falls_away.html", {"form": form}, status=422)


def _announced(request: AppRequest, said: dict) -> HttpResponse:
    on, place = request.actor.on, place_called(said["plaats"])
    on_screen.check_can_fall_away(place, said["plaats"], said["dag"], on=on)
    number = announce_loss(
        actor=request.actor, place=place, day=said["dag"], reason=said["reden"], on=on
    )
    messages.success(
        request,
        ("1 gezin staat" if number == 1 else f"{number} gezinnen staan")
        + " op de lijst voor een andere woning. Wie hen opvolgt, weet het. Niemand is verhuisd.",
    )
    asks = {"maatregel": "weg", "reken": "ja", "plaats": place.reference, "dag": said["dag"]}
    return redirect_to(request, f"{reverse('desk:what_if')}?{urlencode(asks)}")


falls_away = by_method(get=_ask, post=_announce)
