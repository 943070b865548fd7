"""The demo's cell as it lived so far, and who of the staff is away, qualified or on a list."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from eenplan.cases.models import Assignment
from eenplan.journeys.demo.teams import Staff
from eenplan.organisation import diplomas
from eenplan.organisation.cell_template import END_CRITERIA, FIRST_SIZE, LATER_SIZE
from eenplan.organisation.enums import AbsenceKind, CellState, EvaluationDecision, Role, StaffAct
from eenplan.organisation.models import (
    Absence,
    AcceptedDiploma,
    CallAnswer,
    CellStatus,
    Diploma,
    EndCriterion,
    Evaluation,
    Mandate,
    Membership,
    ReserveCandidate,
    SizeStep,
    StaffCall,
    StaffQualification,
    Team,
    User,
    Vacancy,
)

DECISION = "VB 2026/114"
BODY = "vast bureau"
RUNNING_AFTER = timedelta(days=14)
GREW_AFTER = timedelta(days=45)
MANDATE = (
    "Opvang en begeleiding van tijdelijk ontheemden, van de aanmelding tot zij zelfstandig wonen"
    " of vertrekken. De cel volgt dezelfde richtlijnen als de wijkteams. Wie langer blijft, gaat"
    " bij de afbouw naar het wijkteam van het adres."
)
AWAY_SHARE = 0.06  # of the case managers, on an ordinary day


def make_staffing(staff: Staff, rng: Random, *, on: date) -> None:
    """Write the life of the cell and what is known of the staff."""
    _cell_life(staff.cell, staff.cast["dirk"], on)
    _absences(staff, rng, on)
    _qualifications(staff, rng, on)
    _mobility(staff, on)


def leave_something_behind(staff: Staff, *, on: date) -> None:
    """Let a colleague of the cell have left last week, with two households nobody took over."""
    left = User.objects.create(
        username="vertrokken",
        first_name="Griet",
        last_name="Vandamme",
        languages=["nl"],
        password="!",
        is_active=False,
    )
    gone = on - timedelta(days=6)
    Membership.objects.create(
        user=left,
        team=staff.cell,
        role=Role.CASE_MANAGER,
        case_fraction=Decimal("0.5"),
        starts_on=staff.cell.starts_on + GREW_AFTER,
        ends_on=gone,
    )
    cast = [user.pk for user in staff.cast.values()]
    members = staff.cell.memberships.filter(role=Role.CASE_MANAGER).exclude(user__in=cast)
    held = Assignment.objects.open().filter(
        worker__in=members.values("user"), case__closed_on=None, starts_on__lt=gone
    )
    first = list(held.order_by("pk").values_list("pk", flat=True)[:2])
    Assignment.objects.filter(pk__in=first).update(worker=left)


def _cell_life(cell: Team, coordinator: User, on: date) -> None:
    start = cell.starts_on
    Mandate.objects.create(
        team=cell,
        decision_number=DECISION,
        decided_on=start - timedelta(days=3),
        decided_by=BODY,
        text=MANDATE,
    )
    running = start + RUNNING_AFTER
    CellStatus.objects.bulk_create(
        CellStatus(team=cell, decided_by=coordinator, **facts)
        for facts in (
            {
                "state": CellState.OPENED,
                "reason": f"Besluit {DECISION}",
                "starts_on": start,
                "ends_on": running,
            },
            {
                "state": CellState.RUNNING,
                "reason": "Zes maatschappelijk werkers en twee administratieven zijn gestart",
                "starts_on": running,
            },
        )
    )
    _sizes(cell)
    held = (start + timedelta(days=92), start + timedelta(days=183))
    Evaluation.objects.bulk_create(
        [
            Evaluation(
                team=cell,
                planned_on=held[0],
                held_on=held[0],
                decision=EvaluationDecision.GO_ON,
                summary="Gezinnen vinden de weg. Het ziekenfonds en de huisartsen zijn ter plaatse"
                " en dat scheelt veel verplaatsingen. De cel gaat zo verder.",
                noted_by=coordinator,
            ),
            Evaluation(
                team=cell,
                planned_on=held[1],
                held_on=held[1] + timedelta(days=2),
                decision=EvaluationDecision.GO_ON,
                summary="De instroom daalt, de vragen worden langer: werk, school, woning."
                " Bij de volgende evaluatie bekijken we of gezinnen naar hun wijkteam kunnen.",
                noted_by=coordinator,
            ),
            Evaluation(team=cell, planned_on=on - timedelta(days=4)),
            Evaluation(team=cell, planned_on=on + timedelta(days=120)),
        ]
    )
    EndCriterion.objects.bulk_create(
        EndCriterion(team=cell, text=text, position=place)
        for place, text in enumerate(END_CRITERIA)
    )


def _sizes(cell: Team) -> None:
    """Two steps, as in the seed."""
    people = set(Membership.objects.filter(team=cell).values_list("user", flat=True))
    later = cell.starts_on + GREW_AFTER
    SizeStep.objects.bulk_create(
        SizeStep(team=cell, starts_on=day, staff=size, reason=f"Besluit {DECISION}")
        for day, size in ((cell.starts_on, FIRST_SIZE), (later, LATER_SIZE))
    )
    # Only six were there from the first day; who came later came when the cell could grow.
    first = sorted(people)[:FIRST_SIZE]
    Membership.objects.filter(team=cell).exclude(user__in=first).update(starts_on=later)


def _absences(staff: Staff, rng: Random, on: date) -> None:
    """Let some colleagues be away, with somebody of the team in their place."""
    rows = [_head_of_cell(staff, on)]
    for team, workers in staff.workers.items():
        people = [worker.user for worker in workers]
        rows += _of_team(team, people, rng, on)
    Absence.objects.bulk_create(row for row in rows if row)


def _head_of_cell(staff: Staff, on: date) -> Absence | None:
    """The head of the cell is partly exempted from own files (seed 000)."""
    cast = staff.cast.values()
    leads = Membership.objects.filter(team=staff.cell, role=Role.TEAM_COORDINATOR)
    head = leads.exclude(user__in=[user.pk for user in cast]).select_related("user").first()
    if head is None:
        return None
    return Absence(
        user=head.user,
        kind=AbsenceKind.EXEMPTED,
        share=Decimal("0.5"),
        starts_on=staff.cell.starts_on,
        note="leidt de cel halftijds",
    )


def _of_team(team: int, people: list[User], rng: Random, on: date) -> list[Absence]:
    if len(people) < 2:
        return []
    rows = []
    many = max(1, round(len(people) * AWAY_SHARE))
    for user in rng.sample(people[1:], min(many, len(people) - 1)):
        kind = rng.choice([AbsenceKind.LEAVE, AbsenceKind.LEAVE, AbsenceKind.TRAINING])
        start = on + timedelta(days=rng.randint(-6, 20))
        rows.append(
            Absence(
                user=user,
                kind=kind,
                share=Decimal("0.4") if kind == AbsenceKind.TRAINING else Decimal(1),
                starts_on=start,
                ends_on=start + timedelta(days=rng.randint(3, 12)),
                substitute=people[0],
            )
        )
    return rows


def _qualifications(staff: Staff, rng: Random, on: date) -> None:
    """Most case managers have an accepted diploma; some another one, one lapses soon."""
    accepted = [_diploma(name) for name in diplomas.ACCEPTED]
    others = [_diploma(name) for name in diplomas.ASKED_FOR]
    for diploma in accepted:
        AcceptedDiploma.objects.get_or_create(
            act=StaffAct.SOCIAL_INVESTIGATION,
            diploma=diploma,
            starts_on=diplomas.SINCE,
            defaults={"source": diplomas.SOURCE},
        )
    rows = []
    for place, user in enumerate(_case_managers(staff)):
        diploma = rng.choice(others) if place % 9 == 4 else rng.choice(accepted)
        since = date(rng.randint(2004, 2020), 7, 1)
        rows.append(
            StaffQualification(
                user=user,
                diploma=diploma,
                starts_on=since,
                ends_on=on + timedelta(days=30) if place == 2 else None,
                seen_on=max(since, on - timedelta(days=rng.randint(60, 900))),
                seen_by=staff.cast["dirk"],
            )
        )
    StaffQualification.objects.bulk_create(rows)


def _diploma(name: str) -> Diploma:
    return Diploma.objects.get_or_create(name=name)[0]


def _case_managers(staff: Staff) -> list[User]:
    people = (worker.user for workers in staff.workers.values() for worker in workers)
    return list(dict.fromkeys(people))


def _mobility(staff: Staff, on: date) -> None:
    """A call that is open, a seat that waits, one that was filled, and a small reserve."""
    dirk, team = staff.cast["dirk"], staff.neighbourhood[0]
    call = StaffCall.objects.create(
        team=staff.cell,
        places=2,
        text="De cel zoekt twee maatschappelijk werkers voor een halfjaar. Kennis van Oekraïens of"
        " Russisch helpt, maar hoeft niet. U keert daarna terug naar uw team.",
        opened_on=on - timedelta(days=9),
        opened_by=dirk,
        last_day=on + timedelta(days=12),
    )
    CallAnswer.objects.bulk_create(
        CallAnswer(call=call, user=user, applied_on=on - timedelta(days=3), motivation=words)
        for user, words in zip(
            _volunteers(staff),
            ("Ik spreek Russisch en ken de school van de kinderen.", "Ik wil graag iets nieuws."),
            strict=False,
        )
    )
    Vacancy.objects.bulk_create(
        [
            Vacancy(
                team=team,
                role=Role.CASE_MANAGER,
                fraction=Decimal("0.8"),
                since=on - timedelta(days=21),
                went_to=staff.cell,
                note="vervanging loopt",
            ),
            Vacancy(
                team=team,
                role=Role.ADMINISTRATIVE,
                fraction=Decimal("0.5"),
                since=on - timedelta(days=90),
                settled_on=on - timedelta(days=60),
                note="taken verdeeld over het team",
            ),
        ]
    )
    ReserveCandidate.objects.bulk_create(
        ReserveCandidate(
            name=name,
            role=Role.CASE_MANAGER,
            since=on - timedelta(days=days),
            valid_until=on - timedelta(days=days) + timedelta(days=730),
        )
        for name, days in (("Lotte Callens", 200), ("Yusuf Aydin", 200), ("Ines Bogaert", 690))
    )


def _volunteers(staff: Staff) -> list[User]:
    """Return two colleagues of other neighbourhood teams."""
    found = [w[-1].user for team, w in staff.workers.items() if team != staff.cell.pk and w]
    return [user for user in found if user.username.startswith("medewerker")][-2:]
