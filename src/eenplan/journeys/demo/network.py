"""The network around the demo's households: referrals, questions to experts, other helpers."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from eenplan.cases.models import Assignment
from eenplan.directory.models import Service
from eenplan.journeys.demo import network_words as words
from eenplan.journeys.demo.teams import Staff
from eenplan.network.enums import DataBlock, QuestionState, ReferralState as S
from eenplan.network.models import (
    Answer,
    Helpdesk,
    HouseholdTie,
    Question,
    Referral,
    ReferralEvent,
    ReusableAnswer,
)
from eenplan.network.selectors.questions import answer_days
from eenplan.organisation.enums import Role, TeamKind
from eenplan.organisation.languages import spoken
from eenplan.organisation.models import Membership, Team, User
from eenplan.organisation.selectors import norm
from eenplan.people.models import HouseholdMember

REFERRED, TIED, ASKED = 0.18, 0.16, 0.07  # shares of the households somebody follows
MOST = 4000  # of each: a demo a hundred times as large need not have a hundred times as many
SINCE_DAYS = 400
SHOWN = 6  # at least so many for each of the cast, of every state one
DEALT = (S.SENT, S.ACCEPTED, S.SENT, S.DONE, S.REFUSED, S.SENT, S.ACCEPTED, S.WITHDRAWN, S.SENT)
WAITING_DAYS = (18, 3, 12, 6)


def draw_network(staff: Staff, rng: Random, *, on: date) -> None:
    """Write what goes on around the households that have a case manager."""
    followed = list(
        Assignment.objects.open()
        .filter(case__closed_on=None, starts_on__lte=on - timedelta(days=10))
        .select_related("case__household", "worker")
        .order_by("pk")
    )
    services = list(Service.objects.on(on).select_related("partner").order_by("pk"))
    if not (followed and services):
        return
    _Referring(services, rng, on).write(_some(followed, REFERRED, staff, rng))
    _write_ties(_some(followed, TIED, staff, rng), services, rng, on)
    _write_questions(_some(followed, ASKED, staff, rng), _make_desks(staff, on), rng, on)


def _some(rows: Sequence[Assignment], share: float, staff: Staff, rng: Random) -> list[Assignment]:
    """Return a share of the cases; of the cast, which one looks at first, some for sure."""
    chosen = []
    for user in staff.cast.values():
        own = [row for row in rows if row.worker_id == user.pk]
        chosen += rng.sample(own, min(SHOWN, len(own)))
    others = [row for row in rows if row not in chosen]
    number = min(int(len(rows) * share), MOST, len(others))
    return chosen + rng.sample(others, number)


def _consent(by: str, language: str, day: date) -> dict:
    return {
        "consent_how": "SPOKEN",
        "consent_by": by,
        "consent_language": language,
        "consent_on": day,
        "consent_until": day + timedelta(days=183),
    }


class _Referring:
    """Referrals with the steps of their history, written at once."""

    def __init__(self, services: list[Service], rng: Random, on: date):
        self.services, self.rng, self.on = services, rng, on
        self.days = int(norm("referral_answer_days", on=on))

    def write(self, rows: list[Assignment]) -> None:
        members = _members([row.case.household_id for row in rows], self.on)
        referrals = [
            self._referral(row, members[row.case.household_id], number)
            for number, row in enumerate(rows)
        ]
        Referral.objects.bulk_create(referrals)
        ReferralEvent.objects.bulk_create(e for r in referrals for e in self._events(r))
        HouseholdTie.objects.bulk_create(self._tie(r) for r in referrals if r.state == S.ACCEPTED)

    def _referral(self, row: Assignment, members: list, number: int) -> Referral:
        state = DEALT[number % len(DEALT)]
        ago = WAITING_DAYS[number % 4] if state == S.SENT else self.rng.randint(4, 40)
        sent = max(self.on - timedelta(days=ago), row.case.opened_on)
        service = self.rng.choice(self.services)
        return Referral(
            case=row.case,
            service=service,
            reason=self.rng.choice(words.REASONS),
            asked=self.rng.choice(words.ASKED),
            shared=[DataBlock.NAMES, DataBlock.LANGUAGES],
            packet=_packet(members),
            state=state,
            sent_on=sent,
            sent_by=row.worker,
            answer_by=sent + timedelta(days=self.days),
            version=1 if state == S.SENT else 2,
            **_consent(row.case.household.name, row.case.household.contact_language, sent),
        )

    def _events(self, referral: Referral) -> list[ReferralEvent]:
        """Return the history as far as it went; the answer came a few days after the sending."""
        name = str(referral.sent_by)
        first = {"on": referral.sent_on, "by": referral.sent_by, "by_name": name}
        events = [ReferralEvent(referral=referral, state=S.SENT, why=referral.asked, **first)]
        if referral.state == S.SENT:
            return events
        said = {S.REFUSED: words.REFUSED, S.WITHDRAWN: words.WITHDRAWN}
        ours = referral.state == S.WITHDRAWN
        events.append(
            ReferralEvent(
                referral=referral,
                state=referral.state,
                on=min(referral.sent_on + timedelta(days=3), self.on),
                by=referral.sent_by if ours else None,
                by_name=name if ours else f"onthaal ({referral.service.partner})",
                why=self.rng.choice(said.get(referral.state, words.ACCEPTED)),
            )
        )
        return events

    def _tie(self, referral: Referral) -> HouseholdTie:
        consent = _consent(referral.consent_by, referral.consent_language, referral.consent_on)
        return HouseholdTie(
            household=referral.case.household,
            service=referral.service,
            theme=referral.service.theme,
            role="na onze doorverwijzing",
            referral=referral,
            noted_by=referral.sent_by,
            starts_on=min(referral.sent_on + timedelta(days=3), self.on),
            **consent,
        )


def _members(households: list[int], on: date) -> dict[int, list]:
    found: dict[int, list] = {pk: [] for pk in households}
    rows = HouseholdMember.objects.on(on).filter(household__in=households)
    for member in rows.select_related("person").order_by("pk"):
        found[member.household_id].append(member)
    return found


def _packet(members: list) -> list[dict]:
    names = [f"{m.person} ({m.get_relation_display()})" for m in members]
    codes = sorted({code for m in members for code in m.person.speaks})
    return [
        {"block": "NAMES", "label": DataBlock.NAMES.label, "lines": names},
        {"block": "LANGUAGES", "label": DataBlock.LANGUAGES.label, "lines": [spoken(codes)]},
    ]


def _write_ties(rows: list[Assignment], services: list[Service], rng: Random, on: date) -> None:
    """Write other helpers; some twice on one theme, so that overlap is seen."""
    taken = set(HouseholdTie.objects.values_list("household_id", "service_id"))
    ties = []
    for row in rows:
        household, since = row.case.household, on - timedelta(days=rng.randint(12, SINCE_DAYS))
        facts = {"household": household, "noted_by": row.worker, "starts_on": since}
        name, theme, role, person = rng.choice(words.OTHERS)
        if rng.random() < 0.5:
            facts |= _consent(household.name, household.contact_language, on - timedelta(days=9))
        ties.append(
            HouseholdTie(other_name=name, theme=theme, role=role, contact_person=person, **facts)
        )
        service = rng.choice(services)
        for offered in [service, *_same_theme(service, services, rng)]:
            if (household.pk, offered.pk) not in taken:
                taken.add((household.pk, offered.pk))
                role = rng.choice(words.ROLES)
                ties.append(HouseholdTie(service=offered, theme=offered.theme, role=role, **facts))
    HouseholdTie.objects.bulk_create(ties)


def _same_theme(service: Service, services: list[Service], rng: Random) -> list[Service]:
    others = [s for s in services if s.theme == service.theme and s.partner != service.partner]
    return [rng.choice(others)] if others and rng.random() < 0.25 else []


def _make_desks(staff: Staff, on: date) -> dict[str, tuple[Team, User]]:
    """Write who answers which theme: Lien about housing, a colleague for each other theme."""
    start = staff.service.starts_on
    teams = {
        theme: Team(name=name, kind=TeamKind.CENTRAL_SERVICE, starts_on=start)
        for theme, name in words.DESKS.items()
    }
    Team.objects.bulk_create(teams.values())
    users = [
        User(username=f"deskundige{n}", first_name=first, last_name=last, password="!")
        for n, (first, last) in enumerate(words.EXPERTS, start=1)
    ]
    User.objects.bulk_create(users)
    desks = dict(zip(teams, zip(teams.values(), users, strict=True), strict=True))
    Membership.objects.bulk_create(
        Membership(team=team, user=user, role=Role.EXPERT, starts_on=start)
        for team, user in desks.values()
    )
    desks["HOUSING"] = (staff.service, staff.cast["lien"])
    Helpdesk.objects.bulk_create(
        Helpdesk(theme=theme, team=team, starts_on=start) for theme, (team, _) in desks.items()
    )
    return desks


def _write_questions(
    rows: list[Assignment], desks: dict[str, tuple[Team, User]], rng: Random, on: date
) -> None:
    """Write questions, answered and waiting, some too long; the answers serve again."""
    known = [(theme, *pair) for theme, pairs in words.QUESTIONS.items() for pair in pairs]
    questions, answers = [], []
    for number, row in enumerate(rows):
        theme, text, answer = known[number % len(known)]
        team, expert = desks[theme]
        asked = max(on - timedelta(days=rng.randint(1, 20)), row.case.opened_on)
        question = Question(
            theme=theme,
            team=team,
            case=row.case if rng.random() < 0.8 else None,
            asked_by=row.worker,
            text=text,
            asked_on=asked,
            due_on=asked + timedelta(days=answer_days(theme, on=on)),
            state=QuestionState.ANSWERED if answer else QuestionState.OPEN,
            read_on=on if answer and rng.random() < 0.6 else None,
        )
        questions.append(question)
        if answer:
            day = min(asked + timedelta(days=2), on)
            answers.append(Answer(question=question, text=answer, by=expert, on=day))
    Question.objects.bulk_create(questions)
    Answer.objects.bulk_create(answers)
    first = {answer.question.text: answer for answer in reversed(answers)}
    ReusableAnswer.objects.bulk_create(
        ReusableAnswer(
            question=answer.question,
            theme=answer.question.theme,
            asked=answer.question.text,
            answer=answer.text,
            by=answer.by,
            on=answer.on,
        )
        for answer in first.values()
    )
