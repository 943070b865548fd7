"""A social investigation: begun from the file, begun anew for a review, signed."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.benefits.answers import accepts, fitted
from eenplan.benefits.enums import FindingSource
from eenplan.benefits.inquiry_errors import (
    AlreadyFollowed,
    Incomplete,
    InvestigationOpen,
    NothingToInvestigate,
    NotQualified,
)
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.models import Application, Finding, Investigation, Means
from eenplan.benefits.policies.inquiry import check_open, missing
from eenplan.benefits.questions import BY_KEY, questions_of
from eenplan.benefits.selectors.inquiry import qualification_of, report_of
from eenplan.benefits.selectors.prefill import known_of, others_of
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion

TOO_LATE = "Een collega wijzigde dit onderzoek net. Kijk het opnieuw na."


@transaction.atomic
def begin_investigation(
    *, actor: Actor, application: Application, on: date, known: dict | None = None
) -> Investigation:
    """Begin the investigation of an application, with what the file knows already.

    `known` is what other rooms know (housing, home visits), by prefill name. Every answer that
    comes from the file waits to be confirmed. Raises NotAllowed, InvestigationOpen,
    NothingToInvestigate.
    """
    check_can_investigate(actor, application.household)
    held = Application.objects.select_for_update().get(pk=application.pk)
    _check_can_begin(held)
    made = Investigation.objects.create(application=held, started_on=on, worker_id=actor.user_id)
    application.refresh_from_db(fields=["version"])
    told = {**known_of(application, on=on), **(known or {})}
    Finding.objects.bulk_create(
        Finding(
            investigation=made,
            section=question.section,
            key=question.key,
            value=value,
            source=FindingSource.FILE,
            as_of=on,
        )
        for question in questions_of(held.right)
        if accepts(question, value := fitted(question, told.get(question.prefill)))
    )
    rows = others_of(application, on=on)
    for row in rows:
        row.investigation, row.source, row.as_of = made, FindingSource.FILE, on
    Means.objects.bulk_create(rows)
    audit.record(actor, "benefits.investigation-begun", made, application=held.number)
    return made


def _check_can_begin(application: Application) -> None:
    if application.withdrawn_on:
        raise NothingToInvestigate("Deze aanvraag is ingetrokken.")
    competence = getattr(application, "competence", None)
    if competence and not competence.is_competent:
        raise NothingToInvestigate(
            f"Een ander OCMW is bevoegd: {competence.to_centre}. Dit onderzoek hoort daar."
        )
    last = application.investigations.last()
    if last and last.is_signed:
        raise InvestigationOpen(
            "Er is al een ondertekend onderzoek. Begin daar een vervolgonderzoek."
        )
    if last:
        raise InvestigationOpen("Een collega begon dit onderzoek al.")


@transaction.atomic
def begin_next(*, actor: Actor, investigation: Investigation, on: date) -> Investigation:
    """Begin the investigation of a review: everything is copied, and asked "does it still hold?".

    The home visit and the conclusion are of the earlier one, and are asked anew. Raises NotAllowed,
    AlreadyFollowed, InvestigationOpen (of a report that is not signed yet).
    """
    check_can_investigate(actor, investigation.application.household)
    Application.objects.select_for_update().get(pk=investigation.application_id)
    held = Investigation.objects.get(pk=investigation.pk)
    if not held.is_signed:
        raise InvestigationOpen("Dit onderzoek is nog niet ondertekend: werk hierin voort.")
    if Investigation.objects.filter(follows=held).exists():
        raise AlreadyFollowed("Er is al een vervolgonderzoek begonnen.")
    try:
        with transaction.atomic():
            made = Investigation.objects.create(
                application_id=held.application_id,
                started_on=on,
                worker_id=actor.user_id,
                follows=held,
            )
    except IntegrityError as error:
        raise InvestigationOpen("Er loopt al een onderzoek voor deze aanvraag.") from error
    _copy(held, made, on=on)
    audit.record(actor, "benefits.investigation-begun", made, follows=held.pk)
    return made


ANEW = ("visit", "visited_on", "visited_by", "visit_found", "no_visit", "conclusion", "proposal")


def _copy(before: Investigation, after: Investigation, *, on: date) -> None:
    kept = [row for row in before.findings.all() if row.key in BY_KEY and row.key not in ANEW]
    for row in kept:
        row.pk, row.investigation, row.is_still_valid = None, after, None
        row._state.adding = True
    review = BY_KEY["reviewed_on"]
    if before.application.right in review.rights:
        kept = [row for row in kept if row.key != review.key]
        kept.append(
            Finding(
                investigation=after,
                section=review.section,
                key=review.key,
                value=on.isoformat(),
                source=FindingSource.FILE,
                as_of=on,
            )
        )
    Finding.objects.bulk_create(kept)
    rows = list(before.means.all())
    for row in rows:
        row.pk, row.investigation, row.is_still_valid = None, after, None
        row._state.adding = True
    Means.objects.bulk_create(rows)


@transaction.atomic
def sign(*, actor: Actor, investigation: Investigation, version: int, on: date) -> Investigation:
    """Sign a report that is whole, with a diploma that is accepted and valid on that day.

    `version` is the report as who signs saw it. Raises NotAllowed, AlreadySigned, StaleVersion,
    Incomplete with all that is missing, NotQualified.
    """
    check_can_investigate(actor, investigation.application.household)
    held = hold(investigation)
    if held.version != version:
        raise StaleVersion(TOO_LATE)
    held.application = investigation.application
    lacking = [line for lines in missing(report_of(held)).values() for line in lines]
    if lacking:
        raise Incomplete(
            f"Dit onderzoek is nog niet volledig: er ontbreken {len(lacking)} punten."
            if len(lacking) > 1
            else f"Dit onderzoek is nog niet volledig. {lacking[0]}",
            tuple(lacking),
        )
    diploma = qualification_of(actor.user_id, on=on)
    if diploma is None:
        raise NotQualified(
            "U hebt op deze dag geen aanvaard diploma voor een sociaal onderzoek, "
            "dus u kan niet ondertekenen."
        )
    held.signed_on, held.signed_by_id, held.qualification = on, actor.user_id, diploma
    try:
        with transaction.atomic():
            held.save(update_fields=["signed_on", "signed_by", "qualification"])
    except IntegrityError as error:
        raise NotQualified("Uw diploma geldt niet op deze dag.") from error
    audit.record(actor, "benefits.investigation-signed", held, diploma=diploma.diploma)
    return held


def hold(investigation: Investigation) -> Investigation:
    """Return a report, locked, that may be written in. Raises AlreadySigned."""
    held = Investigation.objects.select_for_update().get(pk=investigation.pk)
    check_open(held)
    return held


def grown(held: Investigation) -> None:
    """Count a change, so that who signs has seen it."""
    held.version += 1
    held.save(update_fields=["version"])
