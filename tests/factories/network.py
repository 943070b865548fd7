"""Rows around a household: services of the social map, referrals, questions, ties."""

from datetime import date

import factory

from eenplan.network.models import (
    Answer,
    Helpdesk,
    HouseholdTie,
    Question,
    Referral,
    ReferralEvent,
)
from tests.factories import LONG_AGO, TODAY
from tests.factories.directory import PartnerFactory, ServiceFactory

CONSENT = {
    "consent_how": "SPOKEN",
    "consent_by": "Olena Kovalchuk",
    "consent_language": "uk",
    "consent_on": date(2026, 11, 20),
    "consent_until": date(2027, 5, 20),
}


class NetworkServiceFactory(ServiceFactory):
    """A service one can refer to without a doubt."""

    name = factory.Sequence(lambda n: f"Budgethulp {n}")
    theme = "ENERGY_DEBTS"
    documents = "facturen\nidentiteitskaart"
    partner = factory.SubFactory(PartnerFactory, agreement_on=date(2026, 1, 1))


class ReferralFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Referral
        skip_postgeneration_save = True

    service = factory.SubFactory(NetworkServiceFactory)
    reason = "Schulden bij de energieleverancier"
    asked = "Kan er snel een gesprek zijn?"
    shared = ["NAMES"]
    packet = [{"block": "NAMES", "label": "Namen", "lines": ["Olena Kovalchuk"]}]
    sent_on = date(2026, 11, 20)
    answer_by = date(2026, 11, 30)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return super()._create(model_class, *args, **{**CONSENT, **kwargs})

    @factory.post_generation
    def event(referral, create, extracted, **kwargs):
        if create:
            ReferralEvent.objects.create(
                referral=referral, state="SENT", on=referral.sent_on, by_name="Amira"
            )


class HelpdeskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Helpdesk

    theme = "HOUSING"
    starts_on = LONG_AGO


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    theme = "HOUSING"
    text = "Mag een huurder onderverhuren?"
    asked_on = date(2026, 11, 20)
    due_on = date(2026, 11, 25)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    text = "Nee, niet zonder toestemming van de verhuurder."
    on = TODAY


class TieFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HouseholdTie

    service = factory.SubFactory(NetworkServiceFactory)
    theme = "ENERGY_DEBTS"
    role = "budgetbegeleiding"
    starts_on = date(2026, 6, 1)
