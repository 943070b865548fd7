"""Proposals and what belongs to them."""

from datetime import timedelta

import factory

from eenplan.housing import first_reasons
from eenplan.housing.models import (
    Answer,
    MatchRecord,
    Override,
    Proposal,
    RefusalReason,
    SecondLook,
    StayLook,
)
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory, UserFactory, moment
from tests.support.setting import TODAY


def all_reasons() -> None:
    """Put the first reasons to refuse in force; a test with more connections wiped them."""
    first_reasons.add_missing(RefusalReason)


class ProposalFactory(factory.django.DjangoModelFactory):
    """A proposal made this morning at nine, kept for four days, with what was known then."""

    class Meta:
        model = Proposal
        skip_postgeneration_save = True

    household = factory.SubFactory(HouseholdFactory)
    place = factory.SubFactory(PlaceFactory)
    persons = 1
    starts_on = TODAY
    made_by = factory.SubFactory(UserFactory)
    made_at = moment("2026-11-23 09:00")
    expires_at = factory.LazyAttribute(lambda row: row.made_at + timedelta(hours=96))
    look_because = []

    @factory.post_generation
    def record(proposal, create, extracted, **kwargs):
        if create:
            MatchRecord.objects.create(
                proposal=proposal,
                household=proposal.household,
                place=proposal.place,
                at=proposal.made_at,
                inputs_hash="0" * 64,
                rules_version="test",
                weights={},
                considered=1,
                possible=1,
                chosen={"place": proposal.place.reference, "rank": 1, "score": 10, "pressure": 0},
                alternatives=[],
                blocked=[],
            )


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    proposal = factory.SubFactory(ProposalFactory)
    side = "HOUSEHOLD"
    agrees = True
    words = "graag"
    language = "uk"
    interpreter = "PHONE"
    given_at = moment("2026-11-23 09:30")
    noted_by = factory.SubFactory(UserFactory)


class SecondLookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SecondLook

    proposal = factory.SubFactory(ProposalFactory)
    kind = "PLACEMENT"
    proposer = factory.LazyAttribute(lambda row: row.proposal.made_by)
    by = factory.SubFactory(UserFactory)
    at = moment("2026-11-23 09:40")
    approves = True
    reason = "past goed"


class OverrideFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Override

    proposal = factory.SubFactory(ProposalFactory)
    kind = "LOWER_RANK"
    figures = {"rank": 2, "score": 5, "best": "PAND-1", "best_score": 9}
    reason = "dichter bij de school"


class StayLookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StayLook

    stay = factory.SubFactory(StayFactory)
    placed_by = factory.SubFactory(UserFactory)
    due_on = TODAY
