"""The demo's proposals, sessions, decisions, grants, and what comes back to them."""

from datetime import date, timedelta

from eenplan.benefits.enums import (
    AskedRight,
    HeadAnswer,
    Outcome,
    ProjectKind,
    ProposalKind,
    ReviewReason,
    Rhythm,
)
from eenplan.benefits.models import (
    AgendaItem,
    CommitteeSession,
    Decision,
    DecisionProposal,
    Grant,
    IntegrationProject,
    Review,
    SessionMember,
)
from eenplan.core.numbering import next_numbers
from eenplan.engines.entitlement import answer, described
from eenplan.journeys.demo.rights_reports import facts_of
from eenplan.journeys.demo.rights_words import GROUNDS_IN_LAW, at
from eenplan.journeys.demo.teams import Staff

THURSDAY = 3  # the committee sits every week
CHAIR = "pieter"
MEMBERS = (CHAIR, "rita")
ONCE_CENTS = (25_000, 40_000, 65_000, 90_000)
PROJECT_SHARE, CHANGED_SHARE, BACK_SHARE = 0.3, 0.08, 0.1
DAY = timedelta(days=1)
TERMS = (
    *("kind", "right", "category", "amount_cents", "rhythm", "starts_on", "ends_on"),
    *("grounds_in_law", "grounds_in_fact", "guideline", "calculation"),
)


def draw_decisions(files: list, staff: Staff, guidelines: dict, *, on: date) -> None:
    """Write the way of the files from the proposal to the grant, each as far as it came."""
    asked = [file for file in files if file.reaches("proposed", "signed", 0, 2)]
    for file in asked:
        file.proposal = _proposal(file, staff, guidelines)
    DecisionProposal.objects.bulk_create(file.proposal for file in asked)
    _sit([file for file in asked if file.proposal.head_answer == HeadAnswer.AGREED], staff, on)
    decided = [file for file in asked if "decided" in file.days]
    _decide(decided, staff)
    granted = [file for file in decided if file.decision.kind == ProposalKind.GRANT]
    Grant.objects.bulk_create(_grant(file) for file in granted)
    Review.objects.bulk_create(row for file in granted for row in _reviews(file, on))
    _begin_projects(granted)


def _proposal(file, staff: Staff, guidelines: dict) -> DecisionProposal:
    """Return the proposal, and how far the head is with it."""
    day, refuses = file.days["proposed"], file.ends == "refused"
    amount, category = _amount(file)
    kind = ProposalKind.REFUSE if refuses or not amount else ProposalKind.GRANT
    made = DecisionProposal(
        application=file.application,
        investigation=file.report,
        calculation=getattr(file, "calculation", None),
        kind=kind,
        right=file.right,
        category=category if kind == ProposalKind.GRANT else None,
        amount_cents=amount if kind == ProposalKind.GRANT else 0,
        rhythm=_rhythm(file),
        starts_on=file.application.received_on,
        ends_on=None,
        grounds_in_law=GROUNDS_IN_LAW[file.right],
        grounds_in_fact=_facts(file, refuses),
        guideline=guidelines.get(file.right) or guidelines[""],
        made_by=file.worker,
        made_at=file.moment(day),
    )
    if file.reaches("submitted", "proposed", 0, 1):
        made.submitted_at = file.moment(file.days["submitted"], 14)
        _ask_head(file, made, staff)
    return made


def _rhythm(file) -> Rhythm:
    return Rhythm.ONCE if file.right == AskedRight.OTHER_AID else Rhythm.MONTHLY


def _amount(file) -> tuple[int, int | None]:
    if file.right == AskedRight.OTHER_AID:
        return file.rng.choice(ONCE_CENTS), None
    return file.calculation.amount_cents, file.category


def _facts(file, refuses: bool) -> str:
    if refuses:
        return (
            "Uit het onderzoek blijkt dat er genoeg middelen zijn om menswaardig te leven. De "
            "aanvrager werd gehoord en kreeg de berekening te zien."
        )
    return (
        f"Het gezin telt {len(file.members)} personen. Uit het huisbezoek en de stukken blijkt dat "
        "de middelen niet volstaan om menswaardig te leven. De berekening ligt erbij."
    )


def _ask_head(file, made: DecisionProposal, staff: Staff) -> None:
    """Let the head answer: mostly agreed, now and then back with a question."""
    if not file.reaches("headed", "submitted", 0, 2):
        return
    dirk, ilse = staff.cast["dirk"], staff.cast["ilse"]
    made.head = dirk if file.worker.pk != dirk.pk else ilse
    made.head_at = file.moment(file.days["headed"], 15)
    is_recent = (file.on - file.days["headed"]).days < 6
    if is_recent and file.rng.random() < BACK_SHARE:
        made.head_answer = HeadAnswer.BACK
        made.head_note = "Vraag nog na hoelang het gezin bij de gastheer blijft."
    else:
        made.head_answer = HeadAnswer.AGREED


# -- The committee ---------------------------------------------------------------------------------
def session_after(day: date) -> date:
    """Return the first session at least three days after a day: the agenda is sent before."""
    ahead = day + 3 * DAY
    return ahead + DAY * ((THURSDAY - ahead.weekday()) % 7)


def _sit(files: list, staff: Staff, on: date) -> None:
    """Put what the head agreed to on the agenda, and let the sessions that were held decide."""
    by_day: dict[date, list] = {session_after(on): []}
    for file in files:
        by_day.setdefault(session_after(file.days["headed"]), []).append(file)
    days = sorted(by_day)
    sessions = CommitteeSession.objects.bulk_create(_session(file_day, on) for file_day in days)
    SessionMember.objects.bulk_create(
        SessionMember(
            session=session,
            user=staff.cast[name],
            is_chair=name == CHAIR,
            was_present=True if session.held_on <= on else None,
        )
        for session in sessions
        for name in MEMBERS
    )
    items = []
    for session in sessions:
        for position, file in enumerate(by_day[session.held_on], start=1):
            file.item = _item(file, session, position, on)
            items.append(file.item)
    AgendaItem.objects.bulk_create(items)


def _session(day: date, on: date) -> CommitteeSession:
    sent = day - 3 * DAY
    return CommitteeSession(
        held_on=day,
        begins_at="17:00",
        place="Stadhuis, zaal 2",
        published_at=at(sent, 12) if sent <= on else None,
    )


def _item(file, session: CommitteeSession, position: int, on: date) -> AgendaItem:
    held = session.held_on <= on
    abstained = int(held and file.rng.random() < 0.1)
    if held:
        file.days["decided"] = session.held_on
    return AgendaItem(
        session=session,
        position=position,
        proposal=file.proposal,
        votes_for=len(MEMBERS) - abstained if held else 0,
        abstained=abstained,
        outcome=Outcome.ACCEPTED if held else "",
        decided_at=at(session.held_on, 18) if held else None,
    )


# -- Decisions and grants --------------------------------------------------------------------------
def _decide(files: list, staff: Staff) -> None:
    files.sort(key=lambda file: (file.days["decided"], file.item.position))
    serials = {
        year: iter(next_numbers("decisions", year, sum(_year(f) == year for f in files)))
        for year in sorted({_year(file) for file in files})
    }
    for file in files:
        day = file.days["decided"]
        file.decision = Decision(
            **{name: getattr(file.proposal, name) for name in TERMS},
            year=day.year,
            serial=next(serials[day.year]),
            application=file.application,
            proposal=file.proposal,
            item=file.item,
            decided_on=day,
            recorded_at=file.moment(day, 18),
            recorded_by=staff.cast["guy"],
        )
    Decision.objects.bulk_create(file.decision for file in files)
    closed = {file.item.session_id: file.item.session for file in files}
    for session in closed.values():
        session.closed_at, session.closed_by = at(session.held_on, 20), staff.cast["guy"]
    CommitteeSession.objects.bulk_update(closed.values(), ["closed_at", "closed_by"])


def _year(file) -> int:
    return file.days["decided"].year


def _grant(file) -> Grant:
    decision = file.decision
    once = decision.rhythm == Rhythm.ONCE
    file.grant = Grant(
        decision=decision,
        household=file.household,
        beneficiary=file.applicant,
        component=decision.right,
        amount_cents=decision.amount_cents,
        rhythm=decision.rhythm,
        starts_on=decision.starts_on,
        ends_on=decision.starts_on + DAY if once else None,
    )
    return file.grant


def _reviews(file, on: date) -> list[Review]:
    """Return what has to be looked at again: other amounts by law, or a household that changed."""
    if file.right == AskedRight.OTHER_AID:
        return []
    found = []
    old = file.decision.amount_cents
    now = answer(described(facts_of(file, on=on))).parts[0].outcome.amount
    facts = {"decision": file.decision, "old_cents": old, "raised_on": on, "due_on": on + 30 * DAY}
    if now != old:
        told = "De bedragen van de wet zijn veranderd sinds de beslissing."
        found.append(Review(**facts, reason="RATE_CHANGED", detail=told, new_cents=now))
    if file.rng.random() < CHANGED_SHARE and file.category == 2:
        other = answer(described(facts_of(file, on=on, category=1))).parts[0].outcome.amount
        told = "Er kwam iemand bij op het adres: na te gaan of er samen geleefd wordt."
        reason = ReviewReason.HOUSEHOLD_CHANGED
        found.append(Review(**facts, reason=reason, detail=told, new_cents=other))
    return found


def _begin_projects(files: list) -> None:
    rows = []
    for file in files:
        wants = file.right != AskedRight.OTHER_AID and file.rng.random() < PROJECT_SHARE
        if wants and file.reaches("project", "decided", 20, 80):
            day = file.days["project"]
            rows.append(
                IntegrationProject(
                    household=file.household,
                    person=file.applicant,
                    kind=ProjectKind.ONCE,
                    signed_on=day,
                    starts_on=day,
                    ends_on=date(day.year + 1, day.month, min(day.day, 28)),
                    noted_by=file.worker,
                )
            )
    IntegrationProject.objects.bulk_create(rows)
