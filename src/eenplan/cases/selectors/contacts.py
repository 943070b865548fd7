"""Reading contacts: the timeline of a case, the households that are quiet."""

from datetime import date, timedelta

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.cases.models import Case, Contact
from eenplan.cases.selectors.case import own_cases
from eenplan.core.access import Actor, Capability
from eenplan.organisation.selectors import norm


def timeline(case: Case, actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of a case, latest first.

    Sensitive ones only to who sees needs in the team in charge, and to who wrote them.
    """
    contacts = case.contacts.select_related("by").order_by("-on", "-pk")
    if case.household.is_in_care_of(actor.teams_with(Capability.NEEDS_VIEW)):
        return contacts
    return contacts.filter(Q(is_sensitive=False) | Q(by=actor.user_id))


def quiet_cases(actor: Actor, *, on: date) -> QuerySet[Case]:
    """Return the actor's cases without contact for longer than the norm, quietest first.

    A case without any contact counts from the day it was opened; `quiet_since` says which day.
    """
    last = Contact.objects.filter(case=OuterRef("pk")).order_by("-on").values("on")[:1]
    before = on - timedelta(days=int(norm("quiet_days", on=on)))
    return (
        own_cases(actor)
        .annotate(quiet_since=Coalesce(Subquery(last), F("opened_on"), output_field=DateField()))
        .filter(quiet_since__lt=before)
        .select_related("household")
        .order_by("quiet_since", "pk")
    )
