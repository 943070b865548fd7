"""What is known of every paid month, gathered for the arithmetic of the claims."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from eenplan.benefits.claim_months import Known, days_of_aid
from eenplan.benefits.enums import Rhythm
from eenplan.benefits.enums_claims import UNDER_1965, UNDER_RMI, ClaimCase, StateLaw
from eenplan.benefits.enums_money import ClaimState, Component, PaymentState
from eenplan.benefits.models import (
    AidNotice,
    CentreDetails,
    ClaimGround,
    Grant,
    IntegrationProject,
    Payment,
    StateClaim,
)
from eenplan.benefits.selectors.reported_grounds import Found, reported_grounds
from eenplan.benefits.selectors.state_centre import Bracket, bracket_on, project_shares
from eenplan.engines.entitlement import Case, Claim, Project

RMI_PAYS = (Component.LIVING_WAGE, Component.INSTALLATION_PREMIUM)
GROUND_UNKNOWN = "de grond is onbekend, vul hem aan."
Key = tuple[int, date]


def law_of(component: str) -> StateLaw:
    """Return the law under which the State pays for a component."""
    return StateLaw.RMI if component in RMI_PAYS else StateLaw.L1965


def law_of_grant(grant: Grant) -> StateLaw:
    """Return the law of a grant; an advance is of the law of the aid it runs ahead of."""
    is_advance = grant.component == Component.ADVANCE
    return law_of(grant.decision.right if is_advance else grant.component)


@dataclass
class Facts:
    """Everything a run of the claims reads, by whom it is of."""

    paid: dict[Key, int] = field(default_factory=dict)
    grants: dict[int, Grant] = field(default_factory=dict)
    notices: dict[int, list[AidNotice]] = field(default_factory=dict)
    grounds: dict[tuple[int, str], list[Found]] = field(default_factory=dict)
    reported: dict[int, Found] = field(default_factory=dict)
    projects: dict[int, list[IntegrationProject]] = field(default_factory=dict)
    centre: list[CentreDetails] = field(default_factory=list)
    shares: dict[date, int] = field(default_factory=dict)
    current: dict[Key, StateClaim] = field(default_factory=dict)
    exported: dict[Key, StateClaim] = field(default_factory=dict)
    in_hand: dict[Key, StateClaim] = field(default_factory=dict)  # sent, and not refused


def gather(
    *, since: date, until: date | None = None, grants: Collection[int] | None = None
) -> Facts:
    """Return the facts of the months from `since` until (without) `until`."""
    facts = Facts(paid=paid_months(since=since, until=until, grants=grants))
    rows = StateClaim.objects.filter(month__gte=since).order_by("number")
    rows = rows.select_related("sent_again")
    rows = rows.filter(month__lt=until) if until else rows
    rows = rows.filter(grant__in=grants) if grants is not None else rows
    for row in rows:
        facts.current[row.grant_id, row.month] = row
        if row.statement_id is not None:
            facts.exported[row.grant_id, row.month] = row
            if row.state != ClaimState.REFUSED:
                facts.in_hand[row.grant_id, row.month] = row
    wanted = {grant for grant, _ in (*facts.paid, *facts.current)}
    found = Grant.objects.filter(pk__in=wanted).select_related("decision", "household")
    facts.grants = {grant.pk: grant for grant in found}
    _gather_around(facts)
    return facts


def paid_months(
    *, since: date, until: date | None = None, grants: Collection[int] | None = None
) -> dict[Key, int]:
    """Return what went to the bank per grant and month, less what came back; in cents."""
    gone = (PaymentState.SENT, PaymentState.SETTLED)
    rows = Payment.objects.filter(state__in=gone, period__gte=since)
    rows = rows.filter(period__lt=until) if until else rows
    rows = rows.filter(grant__in=grants) if grants is not None else rows
    months = rows.order_by().annotate(month=TruncMonth("period")).values("grant", "month")
    totals = months.annotate(total=Sum("net_cents"))
    return {(row["grant"], row["month"]): row["total"] for row in totals}


def _gather_around(facts: Facts) -> None:
    grants = facts.grants.values()
    people = {grant.beneficiary_id for grant in grants}
    notices = AidNotice.objects.filter(decision__in={grant.decision_id for grant in grants})
    facts.notices = _by(notices.order_by("pk"), lambda one: one.decision_id)
    held = ClaimGround.objects.filter(person__in=people).order_by("starts_on", "pk")
    facts.grounds = _by(map(_as_found, held), None, keys=[(g.person_id, g.law) for g in held])
    projects = IntegrationProject.objects.filter(person__in=people).order_by("signed_on", "pk")
    facts.projects = _by(projects, lambda one: one.person_id)
    facts.reported = reported_grounds({grant.decision.application_id for grant in grants})
    facts.centre = list(CentreDetails.objects.order_by("starts_on"))
    facts.shares = project_shares({month for _, month in facts.paid})


def _by(rows: Iterable, key, keys: list | None = None) -> dict:
    found = defaultdict(list)
    for at, row in enumerate(rows):
        found[keys[at] if keys is not None else key(row)].append(row)
    return dict(found)


def _as_found(ground: ClaimGround) -> Found:
    return Found(
        *(ground.case, ground.since, ground.requested_on, ground.is_protected),
        *(ground.first_aid_on, ground.starts_on, ground.ends_on),
    )


def known_months(facts: Facts) -> list[Known]:
    """Return every month that was paid, or was claimed before, as the arithmetic reads it."""
    keys = sorted({*facts.paid, *facts.current})
    return [known_month(facts, grant, month) for grant, month in keys]


def known_month(facts: Facts, grant_id: int, month: date) -> Known:
    """Return what is known of one grant in one month."""
    grant = facts.grants[grant_id]
    once = grant.rhythm == Rhythm.ONCE
    begin, end = days_of_aid(month, grant.starts_on, grant.ends_on, once=once)
    law = law_of_grant(grant)
    ground = ground_of(facts, grant, law, begin)
    paid = facts.paid.get((grant_id, month), 0)
    claim, missing = _claim(facts, grant, law, ground, begin)
    sent = facts.exported.get((grant_id, month))
    notices = facts.notices.get(grant.decision_id, [])
    notice = next((one for one in notices if one.refused_on is None), None)
    refusals = [one.answer for one in notices if one.refused_on is not None]
    return Known(
        grant_id=grant_id,
        month=month,
        paid=paid,
        law=law,
        aid_from=begin,
        aid_until=end,
        begins_on=grant.starts_on,
        decided_on=grant.decision.decided_on,
        case=ground.case if ground else "",
        claim=claim,
        missing=missing,
        noticed_on=notice.sent_on if notice else None,
        accepted_on=notice.accepted_on if notice else None,
        notice_refused=refusals[-1] if refusals and notice is None else "",
        sent=_sent(facts.in_hand.get((grant_id, month))),
        refused=sent.answer if sent and stays_refused(sent) else "",
    )


def stays_refused(row: StateClaim) -> bool:
    """Say whether the State refused a claim and nobody decided to send it again."""
    return row.state == ClaimState.REFUSED and not hasattr(row, "sent_again")


def _sent(row: StateClaim | None) -> tuple[int, int]:
    return (row.claimed_cents, row.supplement_cents) if row else (0, 0)


def ground_of(facts: Facts, grant: Grant, law: StateLaw, day: date) -> Found | None:
    """Return the ground somebody found for a grant on a day; None when nobody did."""
    noted = facts.grounds.get((grant.beneficiary_id, law), [])
    held = [one for one in noted if one.holds_on(day)]
    if held:
        return held[-1]
    if noted:
        return None  # it was noted until, or from, another day: the report says no more than that
    reported = facts.reported.get(grant.decision.application_id)
    fits = UNDER_RMI if law == StateLaw.RMI else UNDER_1965
    return reported if reported and reported.case in fits else None


def _claim(
    facts: Facts, grant: Grant, law: StateLaw, ground: Found | None, day: date
) -> tuple[Claim | None, str]:
    """Return what the engine is asked, or why it cannot be."""
    if grant.component == Component.INSTALLATION_PREMIUM:
        return Claim(day, 0, case=Case.INSTALLATION_PREMIUM), ""
    if ground is None:
        return None, GROUND_UNKNOWN
    if ground.case == ClaimCase.NONE:
        return None, ""
    bracket: Bracket | None = bracket_on(facts.centre, day)
    if bracket is None and law == StateLaw.RMI:
        return None, f"de gegevens van het OCMW op {day:%d/%m/%Y} ontbreken."
    bracket = bracket or Bracket()
    project = project_of(facts, grant.beneficiary_id, day)
    return Claim(
        day=day,
        amount=0,
        case=Case[ground.case],
        centre=bracket.now,
        reached=bracket.reached,
        years_below=bracket.years_below,
        since=ground.since,
        requested_on=ground.requested_on,
        project=Project[project.kind] if project else Project.NONE,
        signed_on=project.signed_on if project else None,
        project_share=facts.shares.get(day.replace(day=1)),
        protected=ground.is_protected,
        first_aid_on=ground.first_aid_on,
    ), ""


def project_of(facts: Facts, person_id: int, day: date) -> IntegrationProject | None:
    """Return the project of somebody that counts in the month of a day, the latest signed.

    It counts from the first of the month in which it was signed (RMI art. 43/2 §1).
    """
    found = [
        one
        for one in facts.projects.get(person_id, [])
        if one.signed_on.replace(day=1) <= day and (one.ends_on is None or one.ends_on > day)
    ]
    return found[-1] if found else None
