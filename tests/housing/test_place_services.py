import pytest

from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.enums import PlaceKind, PlaceState, ReceptionForm
from eenplan.housing.errors import ImpossiblePeriod, ImpossibleState, NoSleeper, ReferenceTaken
from eenplan.housing.models import Place, PlaceStatus
from tests.factories import PlaceFactory, StayFactory
from tests.support.setting import TODAY


# -- A new place -----------------------------------------------------------------------------------
@pytest.fixture
def new_place(area):
    return {
        "reference": "PAND-NIEUW",
        "provider": "een eigenaar",
        "form": ReceptionForm.OWN_MANAGED,
        "kind": PlaceKind.STUDIO,
        "area": area,
        "max_persons": 2,
        "bedrooms": 1,
        "available_from": TODAY,
    }


def add(actor, facts, **changes):
    return services.add_place(
        actor=actor, on=TODAY, state=PlaceState.NOT_INSPECTED, **{**facts, **changes}
    )


def test_a_new_place_has_its_first_state_and_one_line_in_the_audit_trail(els, new_place):
    place = add(els, new_place)

    [status] = place.statuses.all()
    assert (status.state, status.starts_on) == (PlaceState.NOT_INSPECTED, TODAY)
    assert (status.set_by_id, place.offer.confirmed_on) == (els.user_id, TODAY)
    [event] = AuditEvent.objects.all()
    assert (event.event, event.subject) == ("housing.place-added", f"housing.Place:{place.pk}")


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"reference": "PAND-OUD"}, ReferenceTaken, "reference"),
        ({"available_until": TODAY}, ImpossiblePeriod, "available_until"),
        ({"max_persons": 0}, NoSleeper, "max_persons"),
        ({"bedrooms": 0}, NoSleeper, "max_persons"),
    ],
)
def test_a_place_that_cannot_be_is_refused_on_its_field(changes, refusal, field, els, new_place):
    PlaceFactory(reference="PAND-OUD")

    with pytest.raises(refusal) as refused:
        add(els, new_place, **changes)

    assert refused.value.field == field
    assert Place.objects.count() == PlaceStatus.objects.count() == 1
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("who", ["amira", "celine", "dirk"])
def test_only_who_manages_places_adds_one(who, new_place, request):
    with pytest.raises(NotAllowed):
        add(request.getfixturevalue(who), new_place)

    assert not Place.objects.exists()


# -- The next state --------------------------------------------------------------------------------
def change(actor, place, state, **more):
    return services.change_state(
        actor=actor, place=place, state=state, note="gezien", on=TODAY, **more
    )


def test_the_next_state_starts_where_the_former_one_ends(els):
    place = PlaceFactory(state=PlaceState.NOT_INSPECTED, inspected=True)

    change(els, place, PlaceState.READY)

    former, present = place.statuses.order_by("starts_on")
    assert (former.ends_on, present.starts_on, present.ends_on) == (TODAY, TODAY, None)
    assert (present.state, present.note, present.set_by_id) == ("READY", "gezien", els.user_id)
    [event] = AuditEvent.objects.all()
    assert event.event == "housing.state-changed"


def test_two_changes_on_one_day_leave_one_state(els):
    place = PlaceFactory(state=PlaceState.NOT_INSPECTED, inspected=True)

    change(els, place, PlaceState.TO_CLEAN)
    change(els, place, PlaceState.READY)

    assert [row.state for row in PlaceStatus.objects.on(TODAY).filter(place=place)] == ["READY"]


def test_a_place_without_any_state_counts_as_offered(els):
    place = PlaceFactory()
    place.statuses.all().delete()

    change(els, place, PlaceState.NOT_INSPECTED)

    assert place.statuses.get().state == PlaceState.NOT_INSPECTED


def test_a_state_that_may_not_follow_is_refused(els):
    place = PlaceFactory(state=PlaceState.OFFERED)

    with pytest.raises(ImpossibleState, match="Van “aangeboden” kan een plaats niet naar “klaar”"):
        change(els, place, PlaceState.READY)

    assert place.statuses.get().state == PlaceState.OFFERED
    assert not AuditEvent.objects.exists()


def test_a_place_somebody_lives_in_is_not_closed(els):
    place = PlaceFactory()
    StayFactory(place=place)

    with pytest.raises(ImpossibleState, match="Beëindig eerst het verblijf"):
        change(els, place, PlaceState.CLOSED)

    assert place.statuses.get().state == PlaceState.READY


def test_who_saw_another_state_than_the_present_one_is_told_so(els):
    place = PlaceFactory(state=PlaceState.TO_CLEAN)

    with pytest.raises(StaleVersion, match="net op “te kuisen”"):
        change(els, place, PlaceState.READY, seen=PlaceState.NOT_INSPECTED)

    assert place.statuses.get().state == PlaceState.TO_CLEAN


@pytest.mark.parametrize("who", ["amira", "celine", "dirk"])
def test_only_who_manages_places_changes_a_state(who, request):
    actor = request.getfixturevalue(who)
    place = PlaceFactory(state=PlaceState.NOT_INSPECTED, inspected=True)

    with pytest.raises(NotAllowed):
        change(actor, place, PlaceState.READY)

    assert place.statuses.get().state == PlaceState.NOT_INSPECTED
