"""To review: what is raised by itself, once, with the difference in euro; and the appeal."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from eenplan.benefits.committee_errors import AppealRefused, ReviewRefused
from eenplan.benefits.models import (
    Appeal,
    Calculation,
    Decision,
    Guideline,
    GuidelineVersion,
    Review,
)
from eenplan.benefits.selectors.decisions import late_in_words
from eenplan.benefits.selectors.review_difference import by_category, review_difference
from eenplan.benefits.services.review_rounds import (
    PARTS,
    raise_guidelines,
    raise_households,
    raise_rates,
    raise_yearly,
)
from eenplan.benefits.services.reviews import (
    end_appeal,
    note_appeal,
    raise_review,
    report_new_facts,
    settle_review,
)
from eenplan.cases.models import WorkItem
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed
from eenplan.engines.entitlement import described, reckon_one
from eenplan.people.models import HouseholdMember
from tests.factories import TODAY, AssignmentFactory, HouseholdFactory, PersonFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.rights import application_of, at, decided, signed_report
from tests.support.setting import REPOSITORY

pytestmark = pytest.mark.django_db
EXAMPLE = REPOSITORY / "docs" / "reference" / "entitlement" / "temporary-protection.json"
LONG_AGO = date(2025, 1, 20)  # before the amounts of 1 February 2025
SYSTEM = system_actor(TODAY)


def facts_of_example(on: date = LONG_AGO) -> dict:
    facts = json.loads(EXAMPLE.read_text())
    return {**facts, "on": on.isoformat(), "requested_on": on.isoformat()}


def decided_on_facts(household, *, on: date = LONG_AGO, departs_by: int = 0, **facts) -> Decision:
    """Return a decision taken on facts the engine can read, with the amount of that day."""
    told = facts_of_example(on)
    amount = reckon_one(described(told).situation).amount
    application = application_of(household, received_on=on)
    report = signed_report(application, on=on)
    calculation = Calculation.objects.create(
        investigation=report,
        on=on,
        facts=told,
        outcome={},
        amount_cents=amount,
        is_verified=True,
        law="toen",
        made_at=at(on),
    )
    return decided(
        household,
        application=application,
        received_on=on,
        calculation=calculation,
        amount_cents=amount + departs_by,
        **facts,
    )


def snapshot():
    return list(Decision.objects.order_by("pk").values())


# -- Raising ---------------------------------------------------------------------------------------
def test_raised_twice_for_one_cause_is_once_and_the_case_manager_hears_it_once(household, amira):
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    decision = decided(household)
    act = {"actor": SYSTEM, "decision": decision, "reason": "YEARLY", "on": TODAY}
    first, is_new = raise_review(**act, cause="2027")
    again, is_new_again = raise_review(**act, cause="2027")
    assert (first, is_new, is_new_again) == (again, True, False)
    assert WorkItem.objects.filter(worker=amira.user_id).count() == 1

    settle_review(actor=amira, review=first, note="alles is nog zoals het was", on=TODAY)
    assert raise_review(**act, cause="2027")[1] is False
    assert raise_review(**act, cause="2028")[1] is True


@pytest.mark.django_db(transaction=True)
def test_raised_at_once_is_once(household):
    decision = decided(household)

    def job():
        return raise_review(actor=SYSTEM, decision=decision, reason="YEARLY", on=TODAY, cause="x")[
            1
        ]

    assert sorted(at_once([job, job, job])) == [False, False, True]


@pytest.mark.parametrize(
    ("age", "raised"), [(365 - 46, False), (365 - 44, True), (365, True), (400, True)]
)
def test_every_year_the_conditions_are_looked_at_again(age, raised, household):
    day = TODAY - timedelta(days=age)
    decision = decided(household, received_on=day, decided_on=day)
    before = snapshot()
    assert raise_yearly(actor=SYSTEM, on=TODAY) == raised
    assert raise_yearly(actor=SYSTEM, on=TODAY) == 0
    if raised:
        assert Review.objects.get().due_on == day.replace(year=day.year + 1)
    assert snapshot() == before
    assert decision.reviews.count() == raised


def test_a_finding_that_all_stays_counts_for_another_year(household, amira):
    day = TODAY - timedelta(days=365)
    decided(household, received_on=day, decided_on=day)
    raise_yearly(actor=SYSTEM, on=TODAY)
    settle_review(actor=amira, review=Review.objects.get(), note="blijft zoals het is", on=TODAY)
    assert raise_yearly(actor=SYSTEM, on=TODAY + timedelta(days=300)) == 0
    assert raise_yearly(actor=SYSTEM, on=TODAY + timedelta(days=330)) == 1


def test_other_amounts_raise_the_decision_with_the_difference_and_change_nothing(household):
    decision = decided_on_facts(household)
    day = date(2025, 2, 1)
    expected = reckon_one(described(facts_of_example(), on=day).situation).amount
    assert expected != decision.amount_cents
    before = snapshot()

    assert raise_rates(actor=SYSTEM, on=date(2025, 1, 31)) == 0
    assert raise_rates(actor=SYSTEM, on=day) == 1
    assert raise_rates(actor=SYSTEM, on=day) == 0

    review = Review.objects.get()
    assert (review.old_cents, review.new_cents) == (decision.amount_cents, expected)
    assert snapshot() == before


def test_a_reasoned_departure_is_raised_only_when_the_reckoned_amount_moves(household):
    decided_on_facts(household)
    home = HouseholdFactory(team=household.care.get().team, area=household.area)
    apart = decided_on_facts(home, deviation_reason="een deel is al betaald", departs_by=-10_000)
    assert raise_rates(actor=SYSTEM, on=LONG_AGO + timedelta(days=1)) == 0
    assert raise_rates(actor=SYSTEM, on=date(2025, 2, 1)) == 2
    review = apart.reviews.get()
    assert review.new_cents - review.old_cents > 10_000


def test_amounts_that_cannot_be_reckoned_raise_nothing(household):
    decision = decided(household)  # without facts
    assert raise_rates(actor=SYSTEM, on=TODAY) == 0
    assert review_difference(decision, on=TODAY).new_cents is None
    assert "geen feiten" in review_difference(decision, on=TODAY).why_not
    assert by_category(decision, on=TODAY) == []


def test_each_category_is_told_on_the_stored_facts(household):
    decision = decided_on_facts(household)
    amounts = dict(by_category(decision, on=LONG_AGO))
    assert amounts[3] == decision.amount_cents
    assert 0 < amounts[1] < amounts[2] < amounts[3]


def test_a_child_is_born_somebody_left_the_family_moved(household, amira):
    decision = decided_on_facts(household, on=date(2026, 3, 5))
    baby = PersonFactory(birth_date=TODAY - timedelta(days=3), known_since=TODAY)
    HouseholdMember.objects.create(
        household=household, person=baby, relation="CHILD", starts_on=TODAY - timedelta(days=3)
    )
    before = snapshot()

    assert raise_households(actor=SYSTEM, on=TODAY) == 1
    assert raise_households(actor=SYSTEM, on=TODAY) == 0
    review = Review.objects.get()
    assert "geboren" in review.detail
    assert review.old_cents == decision.amount_cents
    assert review.new_cents is not None

    settle_review(actor=amira, review=review, note="de categorie blijft 3", on=TODAY)
    assert raise_households(actor=SYSTEM, on=TODAY) == 0
    later = TODAY + timedelta(days=2)
    household.members.filter(person=baby).update(ends_on=later)
    assert raise_households(actor=SYSTEM, on=later) == 1
    assert "verliet" in Review.objects.get(settled_on=None).detail
    assert snapshot() == before


def test_a_newer_guideline_raises_what_was_decided_on_the_older(household):
    guideline = Guideline.objects.create(title="Start van het recht")
    versions = [
        GuidelineVersion.objects.create(
            guideline=guideline, number=n, since=day, text=f"v{n}", why="x", made_at=at(day)
        )
        for n, day in ((1, TODAY - timedelta(days=90)), (2, TODAY))
    ]
    decided(household, received_on=TODAY - timedelta(days=30), guideline=versions[0])
    assert raise_guidelines(actor=SYSTEM, on=TODAY - timedelta(days=1)) == 0
    assert raise_guidelines(actor=SYSTEM, on=TODAY) == 1
    assert raise_guidelines(actor=SYSTEM, on=TODAY) == 0


def test_a_night_asks_as_much_for_one_decision_as_for_three(
    household, team, area, django_assert_max_num_queries
):
    def night():
        with django_assert_max_num_queries(60) as asked:
            for part in PARTS:
                part(actor=SYSTEM, on=TODAY)
        return len(asked)

    on = TODAY - timedelta(days=5)
    decided_on_facts(household, on=on)
    night()
    one = night()
    for _ in range(2):
        decided_on_facts(HouseholdFactory(team=team, area=area), on=on)
    night()
    assert night() == one


# -- Settling --------------------------------------------------------------------------------------
def test_who_may_settle_and_how(household, amira, bram, dirk):
    decision = decided(household)
    review, _ = raise_review(actor=SYSTEM, decision=decision, reason="YEARLY", on=TODAY)
    for actor in (bram, dirk):
        with pytest.raises(NotAllowed), transaction.atomic():
            settle_review(actor=actor, review=review, note="alles blijft gelijk", on=TODAY)
    with pytest.raises(ReviewRefused, match="in een zin"), transaction.atomic():
        settle_review(actor=amira, review=review, note="ok", on=TODAY)
    settle_review(actor=amira, review=review, note="alles blijft gelijk", on=TODAY)
    with pytest.raises(ReviewRefused, match="al|net"), transaction.atomic():
        settle_review(actor=amira, review=review, note="alles blijft gelijk", on=TODAY)


def test_new_facts_are_reported_once(household, amira):
    decision = decided(household)
    act = {"actor": amira, "decision": decision, "detail": "nieuw werk", "on": TODAY}
    report_new_facts(**act)
    with pytest.raises(ReviewRefused, match="al nieuwe feiten"), transaction.atomic():
        report_new_facts(**act)


def test_the_list_its_filters_and_its_export_agree(login, amira, household, team, area):
    more, less = decided(household), decided(HouseholdFactory(team=team, area=area))
    raised = {"actor": SYSTEM, "reason": "RATE_CHANGED", "on": TODAY, "old_cents": 100}
    raise_review(**raised, decision=more, new_cents=250)
    raise_review(**raised, decision=less, new_cents=50)
    browser = login(amira)
    for query, count in (("", 2), ("?verschil=meer", 1), ("?reden=YEARLY", 0), ("?reden=X", 0)):
        page = browser.get(f"/comite/herzieningen/{query}")
        told = browser.get(f"/comite/herzieningen/{query or '?'}&formaat=json").json()
        assert len(soup(page).select("#rows tbody tr")) == told["count"] == count, query
    assert "€ 1,50" in browser.get("/comite/herzieningen/").text


def test_reviews_out_of_sight_are_not_listed(login, bram, household):
    review, _ = raise_review(actor=SYSTEM, decision=decided(household), reason="YEARLY", on=TODAY)
    browser = login(bram)
    assert browser.get("/comite/herzieningen/?formaat=json").json()["count"] == 0
    assert browser.get(f"/comite/herziening/{review.pk}/").status_code == 404


def test_a_review_by_its_page(login, amira, dirk, household):
    review, _ = raise_review(
        actor=SYSTEM, decision=decided_on_facts(household), reason="YEARLY", on=TODAY
    )
    address = f"/comite/herziening/{review.pk}/"
    assert "categorie 1" in login(amira).get(address).text
    assert login(dirk).post(address, {"note": "alles blijft gelijk"}).status_code == 403
    assert login(amira).post(address, {"note": ""}).status_code == 422
    assert login(amira).post(address, {"note": "alles blijft gelijk"}).status_code == 303
    review.refresh_from_db()
    assert review.settled_on == TODAY


# -- Appeal ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("last", "said"),
    [(TODAY, ""), (TODAY - timedelta(days=1), "Later dan"), (None, "loopt nog niet")],
)
def test_an_appeal_that_came_late_is_told(last, said):
    told = late_in_words(TODAY, last)
    assert told.startswith(said) if said and last else said in told
    assert bool(told) is bool(said)


def test_an_appeal_before_the_notification_is_noted_with_a_warning(household, amira):
    decision = decided(household, received_on=date(2026, 8, 1))
    _, warning = note_appeal(actor=amira, decision=decision, filed_on=TODAY, court="Gent", on=TODAY)
    assert Appeal.objects.count() == 1
    assert "loopt nog niet" in warning


def test_an_appeal_that_cannot_be_and_its_outcome(household, amira, dirk):
    decision = decided(household, received_on=TODAY - timedelta(days=30))
    act = {"actor": amira, "decision": decision, "court": "Gent", "on": TODAY}
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=90)):
        with pytest.raises(AppealRefused), transaction.atomic():
            note_appeal(**act, filed_on=day)
    with pytest.raises(NotAllowed), transaction.atomic():
        note_appeal(**{**act, "actor": dirk}, filed_on=TODAY)
    appeal, _ = note_appeal(**act, filed_on=TODAY)
    with pytest.raises(AppealRefused, match="loopt al"), transaction.atomic():
        note_appeal(**act, filed_on=TODAY)
    ended = {"actor": amira, "appeal": appeal, "outcome_on": TODAY, "on": TODAY, "note": "bedrag"}
    end_appeal(**ended, outcome="CHANGED")
    assert Review.objects.get().reason == "NEW_FACTS"
    with pytest.raises(AppealRefused, match="al genoteerd"), transaction.atomic():
        end_appeal(**ended, outcome="UPHELD")


def test_a_decision_shows_what_came_of_it(login, amira, household):
    decision = decided(household)
    browser = login(amira)
    address = f"/comite/beslissing/{decision.pk}/beroep/"
    said = {"filed_on": "2026-11-23", "court": "arbeidsrechtbank Gent"}
    assert browser.post(address, said).status_code == 422  # decided next week
    page = browser.get(f"/comite/beslissing/{decision.pk}/")
    assert "Geen beroep genoteerd" in page.text
