"""Writing guidelines: each change is a next version from a day on, with why."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from eenplan.benefits import committee_permissions as permissions
from eenplan.benefits.committee_errors import GuidelineRefused
from eenplan.benefits.models import Guideline, GuidelineVersion
from eenplan.core import audit
from eenplan.core.access import Actor

FURTHEST = timedelta(days=366)
TAKEN = "Iemand anders bewaarde net een versie. Kijk die eerst na."


@transaction.atomic
def write_guideline(
    *,
    actor: Actor,
    title: str,
    right: str,
    text: str,
    why: str,
    since: date,
    at: datetime,
    on: date,
) -> Guideline:
    """Write a new guideline with its first version. Raises NotAllowed, GuidelineRefused."""
    permissions.check_can_write_guidelines(actor)
    _check_since(since, on)
    try:
        with transaction.atomic():
            guideline = Guideline.objects.create(title=title, right=right)
    except IntegrityError:
        raise GuidelineRefused("Er is al een richtlijn met deze titel.", "title") from None
    version = GuidelineVersion.objects.create(
        guideline=guideline,
        number=1,
        since=since,
        text=text,
        why=why,
        made_at=at,
        made_by_id=actor.user_id or None,
    )
    audit.record(actor, "benefits.guideline-written", version, title=title)
    return guideline


def _check_since(since: date, on: date) -> None:
    if not on <= since <= on + FURTHEST:
        raise GuidelineRefused(
            "Een versie geldt vanaf vandaag of later, hoogstens een jaar vooruit. Wat al beslist "
            "is, krijgt geen andere regels achteraf.",
            "since",
        )


@transaction.atomic
def write_version(
    *,
    actor: Actor,
    guideline: Guideline,
    after: int,
    text: str,
    why: str,
    since: date,
    at: datetime,
    on: date,
) -> GuidelineVersion:
    """Write the next version, after the one (number) that was seen. Raises GuidelineRefused."""
    permissions.check_can_write_guidelines(actor)
    held = Guideline.objects.select_for_update().get(pk=guideline.pk)
    _check_since(since, on)
    last = held.versions.aggregate(number=Max("number"), since=Max("since"))
    if last["number"] != after:
        raise GuidelineRefused(TAKEN)
    if since <= last["since"]:
        raise GuidelineRefused(
            f"De vorige versie geldt vanaf {last['since']:%d/%m/%Y}: kies een latere dag.", "since"
        )
    before = held.versions.get(number=after)
    if " ".join(before.text.split()) == " ".join(text.split()):
        raise GuidelineRefused("Er verandert niets aan de tekst.", "text")
    version = GuidelineVersion.objects.create(
        guideline=held,
        number=after + 1,
        since=since,
        text=text,
        why=why,
        made_at=at,
        made_by_id=actor.user_id or None,
    )
    audit.record(actor, "benefits.guideline-version", version, number=version.number)
    return version
