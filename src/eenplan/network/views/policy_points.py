"""Points for the policy makers: put together from signals, answered, listed."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.network import services
from eenplan.network.forms.signals import (
    NEW_POINT,
    PointFilter,
    PointForm,
    PolicyAnswerForm,
    SignalFilter,
)
from eenplan.network.selectors import policy_points as reading
from eenplan.network.selectors.signals import area_options, chosen_or_open
from eenplan.network.signal_access import makes_policy
from eenplan.network.signal_errors import PointAnswered

MOST = 60  # of the signals to choose from; the filters narrow them

COLUMNS = (
    Column("Punt", lambda row: row.title),
    Column("Tekst", lambda row: row.text),
    Column("Gemaakt op", lambda row: row.made_on),
    Column("Door", lambda row: str(row.made_by or "")),
    Column("Signalen", lambda row: row.signal_count),
    Column("Beantwoord op", lambda row: row.answered_on),
    Column("Antwoord", lambda row: row.answer),
)


@read_page(needs=Capability.SIGNAL_TRIAGE)
def policy_points(request: AppRequest):
    form = PointFilter(request.GET)
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "network/policy_points.html",
        {"form": form, "is_filtered": any(filters.values())},
        name="punten-voor-het-beleid",
        rows=reading.policy_points(request.actor, filters),
        columns=COLUMNS,
        filters=form,
        dressed=lambda rows: reading.with_signal_count(request.actor, rows),
    )


# -- One point, and its answer ---------------------------------------------------------------------
def _point_page(request: AppRequest, point, form, beaten="", status=200):
    may_answer = makes_policy(request.actor) and point.answered_on is None
    page = {"point": point, "form": form, "may_answer": may_answer, "beaten": beaten}
    return show(request, "network/policy_point.html", page, status=status)


@read_page(needs=Capability.SIGNAL_TRIAGE)
def _look(request: AppRequest, pk: int):
    point = reading.get_point(request.actor, pk)
    return _point_page(request, point, form_with_draft(request, PolicyAnswerForm))


@write_page(needs=Capability.SIGNAL_TRIAGE)
def _answer(request: AppRequest, pk: int):
    point = reading.get_point(request.actor, pk)
    form = PolicyAnswerForm(request.POST)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        with reported_on(form):
            try:
                services.answer_point(
                    actor=request.actor, point=point, answer=answer, on=request.actor.on
                )
            except PointAnswered as error:
                point = reading.get_point(request.actor, pk)
                return _point_page(request, point, form, beaten=str(error), status=409)
            messages.success(request, "Het antwoord is bewaard. Wie de signalen gaf, leest het.")
            return go_to(request, "network:policy_point", pk)
    return _point_page(request, point, form, status=422)


policy_point = by_method(get=_look, post=_answer)


# -- A new point -----------------------------------------------------------------------------------
def _candidates(request: AppRequest):
    """Return the signals the filters in the address leave to choose from."""
    form = SignalFilter(request.GET, areas=area_options())
    filters = form.cleaned_data if form.is_valid() else {}
    return list(chosen_or_open(request.actor, filters, on=request.actor.on, most=MOST))


def _new_page(request: AppRequest, form, status=200):
    page = {"form": form, "most": MOST}
    return show(request, "network/new_policy_point.html", page, status=status)


@read_page(needs=Capability.SIGNAL_TRIAGE)
def _blank(request: AppRequest):
    rows = _candidates(request)
    chosen = [str(row.pk) for row in rows] if request.GET else []
    initial = {"point": NEW_POINT, "signals": chosen}
    more = {"points": reading.open_points(), "signals": rows}
    return _new_page(request, form_with_draft(request, PointForm, initial=initial, **more))


@write_page(needs=Capability.SIGNAL_TRIAGE)
def _make(request: AppRequest):
    points = reading.open_points()
    form = PointForm(request.POST, points=points, signals=_candidates(request))
    if form.is_valid():
        with reported_on(form):
            point = _saved(request.actor, form.cleaned_data)
            messages.success(request, "De signalen gaan naar het beleid.")
            return go_to(request, "network:policy_point", point.pk)
    return _new_page(request, form, status=422)


def _saved(actor, said):
    chosen = {
        "signals": [int(pk) for pk in said["signals"]],
        "feedback": said["feedback"],
        "on": actor.on,
    }
    if said["point"] == NEW_POINT:
        text = {"title": said["title"], "text": said["text"]}
        return services.make_point(actor=actor, **text, **chosen)
    point = reading.get_point(actor, int(said["point"]))
    return services.add_to_point(actor=actor, point=point, **chosen)


new_policy_point = by_method(get=_blank, post=_make)
