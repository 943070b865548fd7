"""Every screen of the demo municipality: no axe violation, no console error, no sideways scroll."""

from contextlib import nullcontext

import pytest
from django.utils.timezone import now

from eenplan.agenda.models import Appointment, Visit
from eenplan.benefits.models import Application, Calculation, Grant
from eenplan.cases.models import Assignment, Case, Contact, Goal, PlanReview, Step
from eenplan.cases.selectors import households_of
from eenplan.cases.services import offer
from eenplan.directory.models import Service, SittingDay
from eenplan.guidance.models import ListedGoal, ListedStep, ListVersion, StepList
from eenplan.housing.models import (
    Contract,
    CostLine,
    Dwelling,
    FollowUpVisit,
    HostCheck,
    HostMember,
    Incident,
    Inspection,
    Place,
    Proposal,
    Rehousing,
    Stay,
    StayLook,
    Stop,
    Work,
)
from eenplan.housing.selectors import seeking
from eenplan.journeys.demo.fill import fill
from eenplan.network.models import (
    HouseholdTie,
    Meeting,
    PolicyPoint,
    Question,
    Referral,
    Signal,
)
from eenplan.network.services import make_link
from eenplan.organisation.models import StaffCall, Team, TeamArea, User
from eenplan.organisation.selectors import actor_for
from eenplan.people.models import Household
from tests.browser.committee_screens import (
    amiras_proposals,
    dirks_checks,
    guys_committee,
    ilses_guidelines,
    pieters_committee,
    ritas_committee,
)
from tests.browser.conftest import MAKES_PICTURES, PHONE, WIDE
from tests.browser.money_screens import hanas_money, yaras_money
from tests.browser.setup_screens import elses_setup
from tests.factories import HouseholdFactory
from tests.support.claims import STEPS, claimed_month
from tests.support.hindrances import one_of_each
from tests.support.letters import kept_letter
from tests.support.rights import decided, the_centre
from tests.support.setting import TODAY


class Silent:
    def update(self, count):
        pass


@pytest.fixture
def demo(clock):
    """Fill the demo municipality: small, sixty households; whole for the pictures."""
    size = 400 if MAKES_PICTURES else 60
    fill(households=size, seed=1, on=TODAY, progress=lambda total: nullcontext(Silent()))


def amiras_screens():
    amira = User.objects.get(username="amira")
    household = households_of(amira.pk).order_by("pk").first()
    file = f"/gezin/{household.year}/{household.serial}"
    step = Step.objects.filter(case__household=household, done_on=None).order_by("pk").first()
    contact = Contact.objects.filter(case__household=household, is_sensitive=False).first()
    return {
        "my-day": "/",
        "my-day-block": "/mijn-dag/beloftes/",
        "my-day-put-off": "/mijn-dag/uitgesteld/",
        "my-day-handled": "/mijn-dag/afgehandeld/",
        "quick-note": "/snelnotitie/",
        "quick-note-of": f"{file}/snelnotitie/",
        "contact-correct": f"/contact/{contact.pk}/verbeteren/",
        "later": f"/stap/{step.pk}/later/",
        "household-timeline-narrowed": f"{file}/?soort=DESK",
        "search": f"/zoeken/?q={household.name}",
        "search-nothing": "/zoeken/?q=Nietbestaand",
        "households": "/gezinnen/",
        "households-none": "/gezinnen/?q=zzzz",
        "household-timeline": f"{file}/",
        "household-plan": f"{file}/plan/",
        "household-housing": f"{file}/wonen/",
        "household-persons": f"{file}/personen/",
        "household-documents": f"{file}/documenten/",
        **network_screens(household),
        **letters_screens(household),
        "contact": f"{file}/contact/",
        "contact-details": f"{file}/contactgegevens/",
        "finish-step": f"/stap/{step.pk}/klaar/",
        "projects-missing": "/terugvraag/gpmi/",
        "projects": f"/terugvraag{file.replace('/gezin', '/gpmi/gezin')}/",
        "new-project": f"/terugvraag{file.replace('/gezin', '/gpmi/gezin')}/nieuw/",
        **the_desk(amira),
        **the_rights(household),
        **stays_abroad(),
        **the_plan(amira),
        **a_handover(amira, household),
        **an_investigation(amira),
        "second-factor": "/account/2fa/",
        "password": "/account/password/change/",
        "not-found": "/gezin/1999/1/",
        "not-allowed": "/beheer/gebruikers/",
    }


def stays_abroad():
    """Stays abroad and sanctions of a household that has one of each, and their forms."""
    amira = User.objects.get(username="amira")
    team = amira.memberships.first().team
    household = households_of(amira.pk).order_by("-pk").first()
    one = one_of_each(HouseholdFactory(team=team, area=household.area, name="Gezin Reiziger"))
    at = "/rechten/buitenland"
    file = f"{at}/gezin/{one['year']}/{one['serial']}"
    return {
        "stays-and-sanctions": f"{file}/",
        "new-stay-abroad": f"{file}/verblijf/",
        "correct-stay-abroad": f"{at}/verblijf/{one['abroad_id']}/verbeteren/",
        "end-stay-abroad": f"{at}/verblijf/{one['abroad_id']}/terug/",
        "allow-stay-abroad": f"{at}/verblijf/{one['abroad_id']}/doorbetalen/",
        "withdraw-stay-abroad": f"{at}/verblijf/{one['abroad_id']}/intrekken/",
        "carry-out-sanction": f"{at}/beslissing/{one['sanction_decision_id']}/uitvoeren/",
        "withdraw-sanction": f"{at}/sanctie/{one['sanction_id']}/intrekken/",
    }


def letters_screens(household):
    """The screens of letters: one that was made, one that is to be made, and what was paid."""
    the_centre()
    made, waits = decided(household, kind="REFUSE"), decided(household, kind="REFUSE")
    letter = kept_letter(made)
    at = "/rechten/brieven"
    return {
        "letters-to-send": f"{at}/",
        "letters-late": f"{at}/niet-tijdig/",
        "letters-other": f"{at}/andere/",
        "letter": f"{at}/brief/{letter.pk}/",
        "letter-sent": f"{at}/brief/{letter.pk}/versturen/",
        "letter-correct": f"{at}/brief/{letter.pk}/verbeteren/",
        "letter-of-decision": f"{at}/beslissing/{waits.pk}/",
        "make-letter": f"{at}/beslissing/{waits.pk}/maken/",
        "receipt": f"{at}/aanvraag/{made.application_id}/ontvangstbewijs/",
        "statement": f"{at}/overzicht/{household.year}/{household.serial}/",
        "centre": f"{at}/ocmw/",
    }


def guys_screens():
    """The screens of the committee secretary's letters."""
    the_centre()
    decision = decided(Household.objects.order_by("pk").first(), kind="REFUSE")
    letter, at = kept_letter(decision), "/rechten/brieven"
    return {
        "session-letters-to-send": f"{at}/zitting/",
        "session-letter": f"{at}/zitting/brief/{letter.pk}/",
        "session-letters": f"{at}/zittingen/{decision.item.session_id}/",
    }


def the_plan(worker):
    """The plan of a household with goals."""
    planned = Goal.objects.filter(case__household__in=households_of(worker.pk), state="OPEN")
    goal = planned.order_by("-case__goals__pk").first()
    step = Step.objects.filter(case=goal.case, done_on=None).order_by("pk").first()
    plan = f"/gezin/{goal.case.household.year}/{goal.case.household.serial}"
    review = PlanReview.objects.get(case=goal.case, held_on=None)
    return {
        "plan-with-goals": f"{plan}/plan/",
        "new-step": f"{plan}/stap/",
        "change-step": f"/stap/{step.pk}/wijzigen/",
        "postpone-step": f"/stap/{step.pk}/uitstellen/",
        "drop-step": f"/stap/{step.pk}/schrappen/",
        "new-goal": f"{plan}/doel/",
        "change-goal": f"/doel/{goal.pk}/wijzigen/",
        "close-goal": f"/doel/{goal.pk}/afsluiten/",
        "templates": f"{plan}/plan/sjablonen/",
        "template": f"{plan}/plan/sjablonen/activation/",
        "plan-review": f"{plan}/plan/evaluatie/",
        "hold-review": f"/evaluatie/{review.pk}/",
        "measure": f"{plan}/plan/stand/",
        "printed-plan": f"{plan}/plan/afdruk/?taal=uk",
        "sign-plan": f"{plan}/plan/ondertekening/",
        "stage": f"{plan}/plan/activering/",
        "school": f"{plan}/plan/school/",
        "update-plan": f"{plan}/plan/bijwerken/",
        "activations": "/activering/",
        "schools": "/activering/scholen/",
    }


def an_investigation(worker):
    """A social investigation of the demo that was signed and reckoned; one under way has its own
    test, `test_inquiry_screens.py`."""
    mine = households_of(worker.pk)
    made = Calculation.objects.filter(investigation__application__household__in=mine).first()
    report = f"/rechten/onderzoek/{made.investigation_id}"
    return {
        "report": f"{report}/",
        "report-section": f"{report}/deel/HOUSEHOLD/",
        "report-means": f"{report}/middelen/",
        "report-proofs": f"{report}/bewijzen/",
        "report-signed": f"{report}/ondertekenen/",
        "report-printed": f"{report}/afdruk/",
        "report-calculation": f"/rechten/onderzoek/berekening/{made.pk}/",
    }


def a_handover(worker, household):
    """Closing, and handing over: before it, and what the receiver reads."""
    file = f"/gezin/{household.year}/{household.serial}"
    team = Team.objects.get(name="Centraal team")
    actor = actor_for(worker, on=TODAY)
    case = households_of(worker.pk).order_by("-pk").first().cases.get(closed_on=None)
    offered = offer(
        actor=actor, case=case, to_team=team, to_worker=None, reason="verhuis", on=TODAY
    )
    return {
        "close-case": f"{file}/dossier-sluiten/",
        "offer-handover": f"{file}/overdragen/?team={team.pk}",
        "handovers": "/overdrachten/?wat=alle",
        "handover": f"/overdrachten/{offered.pk}/",
        "no-handover": f"/overdrachten/{offered.pk}/nee/",
    }


def the_rights(household):
    """The register, and applications of the own household and of others in their stages."""
    file = f"/gezin/{household.year}/{household.serial}"
    amira = User.objects.get(username="amira")
    seen = Household.objects.visible_to(actor_for(amira, on=TODAY))
    asked = Application.objects.filter(household__in=seen)
    one = asked.filter(decisions=None, withdrawn_on=None).order_by("pk").last()
    decided = asked.exclude(decisions=None).order_by("pk").first() or one
    return {
        "household-rights": f"{file}/rechten/",
        "new-application": f"/rechten{file}/aanvraag/",
        "applications": "/rechten/aanvragen/",
        "applications-overdue": "/rechten/aanvragen/?termijn=om",
        "register": "/rechten/register/",
        "application": f"/rechten/aanvraag/{one.pk}/",
        "application-decided": f"/rechten/aanvraag/{decided.pk}/",
        "application-correct": f"/rechten/aanvraag/{one.pk}/verbeteren/",
        "application-withdraw": f"/rechten/aanvraag/{one.pk}/intrekken/",
        "paid-to": f"/betalingen/aanvraag/{decided.pk}/derden/",
        "new-paid-to": f"/betalingen/aanvraag/{decided.pk}/derden/nieuw/",
        "appeal-absence": f"/comite/aanvraag/{one.pk}/beroep/",
        "application-suspend": f"/rechten/aanvraag/{one.pk}/schorsen/",
        "application-resume": f"/rechten/aanvraag/{one.pk}/hervatten/",
        "application-competence": f"/rechten/aanvraag/{one.pk}/bevoegdheid/",
        "application-forwarded": f"/rechten/aanvraag/{one.pk}/doorgezonden/",
        "day-deciding": "/mijn-dag/beslissen/",
    }


def the_desk(worker):
    """The desk and the agenda, as a case manager uses them."""
    team = worker.memberships.first().team
    household = households_of(worker.pk).order_by("pk").first()
    file = f"/agenda/gezin/{household.year}/{household.serial}"
    called = Visit.objects.filter(team=team, state="CALLED").order_by("pk").first()
    met = Appointment.objects.filter(worker=worker, state="PLANNED").order_by("starts_at").first()
    return {
        "queue": "/agenda/balie/",
        "enlist": f"/agenda/balie/{team.pk}/inschrijven/?q={household.name}",
        "finish-visit": f"/agenda/bezoek/{called.pk}/afronden/",
        "waiting-room": f"/agenda/balie/{team.pk}/scherm/",
        "desk-on-paper": f"/agenda/balie/{team.pk}/papier/",
        "agenda": "/agenda/",
        "free-moments": f"/agenda/vrij/?taal=uk&gezin={household.number}",
        "new-appointment": f"/agenda/team/{team.pk}/afspraak/?gezin={household.number}",
        "appointment": f"/agenda/afspraak/{met.pk}/",
        "move-appointment": f"/agenda/afspraak/{met.pk}/verplaats/",
        "household-appointments": f"{file}/",
        "home-visit": f"{file}/huisbezoek/",
        "away": "/agenda/onderweg/",
        "hours": "/agenda/uren/",
        "calendar": "/agenda/kalender/",
        "desk-figures": f"/agenda/cijfers/{team.pk}/",
        "desk-visits": "/agenda/cijfers/bezoeken/",
        "desk-hours": f"/agenda/cijfers/{team.pk}/uren/?van=2026-11-16&tot=2026-11-22",
    }


def network_screens(household):
    """The screens around a household, of referrals and of questions, and a partner's link."""
    file = f"gezin/{household.year}/{household.serial}"
    service = Service.objects.order_by("pk").first()
    amira = User.objects.get(username="amira")
    sent = Referral.objects.filter(sent_by=amira, state="SENT").order_by("pk").first()
    one = f"/netwerk/doorverwijzingen/{sent.pk}/"
    actor = actor_for(amira, on=TODAY)
    _, token = make_link(actor=actor, referral=sent, on=TODAY)
    tie = HouseholdTie.objects.filter(ends_on=None, household=sent.case.household).first()
    tie = tie or HouseholdTie.objects.create(
        household=household, other_name="Huisarts", theme="HEALTH", role="arts", starts_on=TODAY
    )
    question = Question.objects.filter(asked_by=amira).order_by("pk").first()
    return {
        "household-network": f"/{file}/netwerk/",
        "referrals": "/netwerk/doorverwijzingen/",
        "referrals-none": "/netwerk/doorverwijzingen/?q=zzzz",
        "referral": one,
        "withdraw-referral": f"{one}intrekken/",
        "withdraw-consent": f"{one}toestemming/",
        "note-answer": f"{one}antwoord/",
        "choose-receiver": f"/netwerk/{file}/doorverwijzen/",
        "refer": f"/netwerk/{file}/doorverwijzen/dienst/{service.pk}/",
        "ask": f"/netwerk/{file}/vraag/",
        "asked": "/netwerk/gestelde-vragen/",
        "asked-question": f"/netwerk/gestelde-vragen/{question.pk}/",
        "reusable": "/netwerk/eerdere-antwoorden/",
        "new-tie": f"/netwerk/{file}/band/",
        "end-tie": f"/netwerk/banden/{tie.pk}/einde/",
        "received": "/netwerk/ontvangen/",
        "partner-link": f"/netwerk/antwoord/{token}/",
        "partner-link-unknown": "/netwerk/antwoord/verzonnen/",
    }


def liens_screens():
    lien = User.objects.get(username="lien")
    team = lien.memberships.get().team
    waiting = Question.objects.filter(team=team, state="OPEN").order_by("pk").first()
    answered = Question.objects.filter(team=team, state="ANSWERED").order_by("pk").first()
    return {
        "questions": "/netwerk/vragen/",
        "question": f"/netwerk/vragen/{waiting.pk}/",
        "make-reusable": f"/netwerk/vragen/{answered.pk}/hergebruik/",
        "expert-received": "/netwerk/bij-ons/",
    }


def stays_screens(actor_name: str):
    """What follows on a stay, as far as the account may open it."""
    visible = Household.objects.visible_to(
        actor_for(User.objects.get(username=actor_name), on=TODAY)
    )
    stay = Stay.objects.on(TODAY).filter(household__in=visible).order_by("pk").first()
    visit = FollowUpVisit.objects.filter(stay__household__in=visible, held_on=None).first()
    held = FollowUpVisit.objects.filter(stay__household__in=visible, held_on__isnull=False).first()
    site = Dwelling.objects.filter(places__form="COLLECTIVE", places__stays__in=[stay]).first()
    entry = Rehousing.objects.filter(household__in=visible).first()
    own, file = "/plaatsen/verblijven", f"/gezin/{stay.household.year}/{stay.household.serial}"
    more = {"presence": f"{own}/aanwezigheid/{site.pk}/"} if site else {}
    return more | {
        "stays": f"{own}/",
        "stays-ending": f"{own}/?stand=eindigt",
        "stays-over": f"{own}/?stand=voorbij",
        "stay": f"{own}/{stay.pk}/",
        "stay-extend": f"{own}/{stay.pk}/verlengen/",
        "stay-report": f"{own}/{stay.pk}/melding/",
        "stay-absent": f"{own}/{stay.pk}/afwezig/",
        "stay-visit": f"{own}/bezoeken/{visit.pk}/",
        "stay-visit-held": f"{own}/bezoeken/{held.pk}/",
        "stay-extra-visit": f"{own}/{stay.pk}/extra-bezoek/",
        "stay-visits": f"{own}/bezoeken/",
        "rehousings": f"{own}/herhuisvesting/",
        "rehousing": f"{own}/herhuisvesting/{entry.pk}/",
        "presence-sites": f"{own}/aanwezigheid/",
        "stops": f"{own}/stilgelegd/",
        "stop": f"/plaatsen/{stay.place_id}/stop/",
        "stay-figures": f"{own}/cijfers/",
        "move-place": f"{file}/verhuizen/?verblijf={stay.pk}",
    }


def omars_screens():
    own, incident = "/plaatsen/verblijven", Incident.objects.order_by("pk").first()
    stop = Stop.objects.first()
    check = HostCheck.objects.order_by("pk").first()
    return {
        "offer-people-safeguarding": f"/aanbod/{check.member.offer_id}/mensen/",
        "offer-reason": f"/aanbod/oordeel/{check.pk}/reden/",
        "check-type-new": "/aanbod/controles/nieuw/",
        "safeguarding-day": "/",
        "incidents": f"{own}/meldingen/",
        "incident": f"{own}/meldingen/{incident.pk}/",
        "patterns": f"{own}/te-bekijken/",
        "lift-stop": f"{own}/stilgelegd/{stop.pk}/vrijgeven/",
    }


def the_dwellings():
    """Return the screens of dwellings, of one that costs rent and of an inspection under way."""
    contract = Contract.objects.order_by("pk").first()
    one = f"/panden/{contract.dwelling_id}"
    place = contract.dwelling.places.get()
    work = Work.objects.order_by("pk").first()
    cost = CostLine.objects.order_by("pk").first()
    return {
        "dwellings": "/panden/",
        "dwellings-none": "/panden/?q=zzzz",
        "dwelling": f"{one}/",
        "edit-dwelling": f"{one}/wijzigen/",
        "new-unit": f"{one}/plaats-erbij/",
        "merge-units": f"{one}/samenvoegen/",
        "edit-unit": f"/panden/plaats/{place.pk}/wijzigen/",
        "split-unit": f"/panden/plaats/{place.pk}/splitsen/",
        "take-over": f"{one}/controle/overnemen/",
        "works": "/panden/werken/",
        "change-work": f"/panden/werk/{work.pk}/",
        "finish-work": f"/panden/werk/{work.pk}/gedaan/",
        "drop-work": f"/panden/werk/{work.pk}/schrappen/",
        "ready-forecast": "/panden/vooruitzicht/",
        "ending": "/panden/afloop/",
        "new-contract": f"{one}/contract/",
        "change-contract": f"/panden/contract/{contract.pk}/",
        "deposit": f"/panden/contract/{contract.pk}/waarborg/",
        "costs": "/panden/kosten/",
        "new-cost": f"{one}/kost/",
        "take-back": f"/panden/kost/{cost.pk}/terugnemen/",
        "book-rents": "/panden/kosten/huur/",
    }


def neles_screens():
    busy = Inspection.objects.get(begun_on__isnull=False, verdict="")
    closed = Inspection.objects.filter(kind="VISIT").exclude(verdict="").first()
    return {
        "inspector-day": "/",
        "visits": "/panden/controles/",
        "checklist": "/panden/controles/lijst/",
        "inspection": f"/panden/controle/{busy.pk}/",
        "inspection-closed": f"/panden/controle/{closed.pk}/",
        "plan-inspection": f"/panden/{busy.dwelling_id}/controle/plannen/",
        "cancel-inspection": f"/panden/controle/{busy.pk}/afgelasten/",
        "new-work": f"/panden/{busy.dwelling_id}/werk/",
        "inspected-dwelling": f"/panden/{busy.dwelling_id}/",
    }


def match_screens(household):
    """The match table, the proposals in every state, and what is looked at afterwards."""
    file = f"{household.year}/{household.serial}"
    free_place = Place.objects.exclude(stays__isnull=False).exclude(form="HOST_FAMILY").first()
    look = StayLook.objects.filter(by=None).first()
    every = {
        f"placing-{n}": f"/plaatsvoorstel/{row.pk}/"
        for n, row in enumerate(Proposal.objects.filter(household__helped_elsewhere=False), start=1)
    }
    running = Proposal.objects.live(now()).first()
    page = f"/plaatsvoorstel/{running.pk}"
    return {
        "match-table": "/matchtafel/",
        "match-household": f"/matchtafel/{file}/",
        "match-why-not": f"/matchtafel/{file}/?regel=beds",
        "propose-place": f"/gezin/{file}/voorstellen/{free_place.pk}/",
        "placings": "/plaatsvoorstellen/",
        "placings-none": "/plaatsvoorstellen/?stand=tweede-nee&wacht_op=kennismaking",
        "overrides": "/plaatsvoorstellen/afwijkingen/",
        "stay-looks": "/plaatsvoorstellen/te-bekijken/",
        **({"stay-look": f"/plaatsvoorstellen/te-bekijken/{look.pk}/"} if look else {}),
        **every,
        "answer-household": f"{page}/gezin/",
        "answer-provider": f"{page}/aanbieder/",
        "meeting": f"{page}/kennismaking/",
        "second-look": f"{page}/tweede-blik/",
        "make-agreement": f"{page}/overeenkomst-maken/",
        "signed": f"{page}/ondertekend/",
        "withdraw-placing": f"{page}/intrekken/",
    }


def elses_screens():
    household = seeking(TODAY).filter(helped_elsewhere=False).order_by("pk").first()
    housed = Stay.objects.on(TODAY).filter(household__helped_elsewhere=False).first().household
    place = Place.objects.order_by("pk").first()
    host = HostMember.objects.order_by("pk").first()
    return {
        "places": "/plaatsen/",
        "places-none": "/plaatsen/?personen=99",
        "place": f"/plaatsen/{place.pk}/",
        "place-state": f"/plaatsen/{place.pk}/toestand/",
        "offers": "/aanbod/",
        "offers-late": "/aanbod/?laat=bezoek",
        "offers-none": "/aanbod/?q=nietbestaand",
        "offers-file": "/aanbod/?formaat=csv",
        "offer": f"/aanbod/{place.offer.pk}/",
        "offer-host": f"/aanbod/{host.offer_id}/",
        "offer-terms": f"/aanbod/{place.offer.pk}/wijzigen/",
        "offer-call": f"/aanbod/{place.offer.pk}/gesprek/",
        "offer-hold": f"/aanbod/{place.offer.pk}/onderbreken/",
        "offer-people": f"/aanbod/{host.offer_id}/mensen/",
        "offer-member": f"/aanbod/{host.offer_id}/mensen/nieuw/",
        "offer-check": f"/aanbod/mensen/{host.pk}/controle/",
        "new-offer": "/aanbod/nieuw/",
        "call-list": "/aanbod/belronde/",
        "check-types": "/aanbod/controles/",
        **match_screens(household),
        "proposals": "/voorstellen/",
        "proposal": f"/gezin/{household.year}/{household.serial}/voorstel/",
        "proposal-housed": f"/gezin/{housed.year}/{housed.serial}/voorstel/",
        "end-stay": f"/gezin/{housed.year}/{housed.serial}/verblijf-beeindigen/",
        "housing-day": "/",
        **stays_screens("els"),
        **the_dwellings(),
        **elses_setup(),
        "contingents": "/contingent/",
        "contingents-open": "/contingent/openen/",
        "norms": "/beheer/",
    }


def dirks_screens():
    held = Assignment.objects.open().values("case")
    team = User.objects.get(username="dirk").memberships.first().team
    case = Case.objects.filter(
        closed_on=None, household__care__team=team, household__care__ends_on=None
    ).first()
    assert held.exists()
    activation = StepList.objects.get(code="activation")
    draft = ListVersion.objects.create(list=activation, number=2)
    goal = ListedGoal.objects.create(
        list_version=draft, code="werk", domain="WORK", title="Werk", per="adult"
    )
    listed = ListedStep.objects.create(
        list_version=draft,
        goal=goal,
        code="screening",
        title="Screening",
        owner="CASE_MANAGER",
        rule="Streefdag",
        source="proef",
        evidence="own",
        position=1,
    )
    translated = ListedStep.objects.get(code="vdab")
    return {
        "lists": "/lijsten/",
        "new-list": "/lijsten/nieuw/",
        "list": "/lijsten/temporary_protection/",
        "list-version": "/lijsten/temporary_protection/versie/1/",
        "list-draft": "/lijsten/activation/versie/2/",
        "list-compare": "/lijsten/activation/vergelijken/?van=1&tot=2",
        "listed-step": f"/lijsten/stap/{listed.pk}/",
        "listed-goal": f"/lijsten/doel/{goal.pk}/",
        "step-text": f"/lijsten/stap/{translated.pk}/taal/uk/",
        "update-plans": "/plannen-bijwerken/temporary_protection/",
        "all-desks": "/agenda/cijfers/",
        "late-back": "/agenda/onderweg/",
        "team-boards": "/team/",
        "team-board": f"/team/{team.pk}/",
        "team-board-past": f"/team/{team.pk}/?op=2026-10-01",
        "plan-run-nowhere": f"/team/{team.pk}/overdragen/",
        "handovers-to-answer": "/overdrachten/",
        "rebalancing": f"/team/{team.pk}/herverdelen/",
        "flows": "/cijfers/in-en-uitstroom/",
        "neighbourhoods": "/cijfers/wijken/",
        "flows-of-team": f"/cijfers/in-en-uitstroom/?team={team.pk}",
        "flow-list": f"/cijfers/in-en-uitstroom/lijst/?team={team.pk}&week=2026-11-16&wat=einde",
        "assign": f"/dossier/{case.pk}/toewijzen/",
        "norm": "/beheer/normen/households_per_case_manager/",
        "reception-forms": "/beheer/opvangvormen/",
        "reception-form": "/beheer/opvangvormen/HOST_FAMILY/",
        **staff_screens(),
        **signal_screens(),
        "set-centre": "/rechten/brieven/ocmw/nieuw/",
    }


def staff_screens():
    cell = Team.objects.get(kind="TEMPORARY_CELL")
    call = StaffCall.objects.get()
    answer = call.answers.first()
    staff, cells = "/medewerkers", f"/medewerkers/cellen/{cell.pk}"
    return {
        "coordinators-day": "/",
        "absences": f"{staff}/afwezigheden/",
        "new-absence": f"{staff}/afwezigheden/nieuw/",
        "unfollowed": f"{staff}/zonder-opvolging/",
        "qualifications": f"{staff}/bekwaamheden/",
        "new-qualification": f"{staff}/bekwaamheden/nieuw/",
        "diplomas": f"{staff}/diplomas/",
        "calls": f"{staff}/oproepen/",
        "new-call": f"{staff}/oproepen/nieuw/",
        "call": f"{staff}/oproepen/{call.pk}/",
        "accept-answer": f"{staff}/oproepen/{call.pk}/{answer.pk}/aannemen/",
        "vacancies": f"{staff}/vacatures/",
        "reserve": f"{staff}/wervingsreserve/",
        "cells": f"{staff}/cellen/",
        "cell": f"/cel/{cell.pk}/",
        "cell-report": f"/cel/{cell.pk}/verslag/",
        "cell-owned": f"/team/{cell.pk}/in-handen/stappen/",
        "cell-state": f"{cells}/toestand/",
        "cell-size": f"{cells}/omvang/",
        "cell-mandate": f"{cells}/besluit/",
        "end-team": f"/team/{cell.pk}/stopzetten/",
        "plan-run": f"/team/{cell.pk}/overdragen/",
        **the_social_map(),
    }


def the_social_map():
    service = Service.objects.order_by("pk").first()
    sitting = SittingDay.objects.order_by("pk").first()
    own = "/sociale-kaart/"
    return {
        "directory": own,
        "directory-none": f"{own}?q=zzzz",
        "directory-service": f"{own}dienst/{service.pk}/",
        "directory-edit-service": f"{own}dienst/{service.pk}/wijzigen/",
        "directory-end-service": f"{own}dienst/{service.pk}/stopzetten/",
        "directory-partners": f"{own}partners/",
        "directory-partner": f"{own}partner/{service.partner_id}/",
        "directory-new-partner": f"{own}partner/nieuw/",
        "directory-new-service": f"{own}partner/{service.partner_id}/dienst-toevoegen/",
        "directory-new-sitting": f"{own}partner/{service.partner_id}/zitdag-toevoegen/",
        "directory-sittings": f"{own}zitdagen/?wijk={sitting.area_id}",
        "directory-rota": f"{own}zitdagen/rooster/",
        "directory-sitting": f"{own}zitdag/{sitting.pk}/",
        "directory-skip": f"{own}zitdag/{sitting.pk}/wegvallen/",
        "directory-export": f"{own}uitvoer/",
    }


def signal_screens():
    """Return what is followed up and prepared in Dirk's neighbourhood."""
    area = TeamArea.objects.get(team__memberships__user__username="dirk").area
    signal = Signal.objects.filter(area=area, closed_on=None).first()
    point = PolicyPoint.objects.order_by("pk").first()
    held = Meeting.objects.get(state="HELD")
    coming = Meeting.objects.filter(state="PLANNED", items__kind="CASE").first()
    empty = Meeting.objects.get(state="PLANNED", items=None)
    item = held.items.filter(kind="THEME").first()
    own, one = "/netwerk/", f"/netwerk/signalen/{signal.pk}"
    return {
        "signals": f"{own}signalen/",
        "signals-none": f"{own}signalen/?q=zzzz",
        "signal": f"{one}/",
        "take-signal": f"{one}/opnemen/",
        "close-signal": f"{one}/afsluiten/",
        "link-signal": f"{one}/koppelen/?q=a",
        "signal-clusters": f"{own}signalen/cijfers/",
        "policy-points": f"{own}beleidspunten/",
        "policy-point": f"{own}beleidspunten/{point.pk}/",
        "new-policy-point": f"{own}beleidspunten/nieuw/",
        "meetings": f"{own}overleg/",
        "plan-meeting": f"{own}overleg/nieuw/",
        "meeting": f"{own}overleg/{coming.pk}/",
        "meeting-empty": f"{own}overleg/{empty.pk}/",
        "meeting-held": f"{own}overleg/{held.pk}/",
        "change-meeting": f"{own}overleg/{coming.pk}/wijzigen/",
        "cancel-meeting": f"{own}overleg/{coming.pk}/schrappen/",
        "hold-meeting": f"{own}overleg/{coming.pk}/gehouden/",
        "meeting-invitation": f"{own}overleg/{coming.pk}/uitnodiging/",
        "meeting-minutes": f"{own}overleg/{held.pk}/verslag/",
        "agenda-theme": f"{own}overleg/{coming.pk}/thema/",
        "agenda-item": f"{own}agendapunten/{item.pk}/",
        "meeting-hours": f"{own}overleg/uren/?maand={held.on:%Y-%m}",
        "team-meeting-hours": f"{own}overleg/uren/teams/",
    }


def milans_screens():
    return {"give-signal": "/netwerk/signaal/", "my-signals": "/netwerk/mijn-signalen/"}


def joris_screens():
    point = PolicyPoint.objects.filter(answered_on=None).first()
    return {
        "parameters": "/rechten/parameters/",
        "parameters-none": "/rechten/parameters/?q=bestaat-niet",
        "signals-without-words": "/netwerk/signalen/",
        "signal-without-words": f"/netwerk/signalen/{point.signals.first().pk}/",
        "answer-policy-point": f"/netwerk/beleidspunten/{point.pk}/",
    }


def karims_screens():
    user = User.objects.get(username="bram")
    team = Team.objects.filter(kind="TEMPORARY_CELL").get()
    area = Household.objects.exclude(area__is_unlocated=True).first().area
    return {
        "users": "/beheer/gebruikers/",
        "user": f"/beheer/gebruikers/{user.pk}/",
        "new-user": "/beheer/gebruikers/nieuw/",
        "edit-user": f"/beheer/gebruikers/{user.pk}/wijzigen/",
        "block-user": f"/beheer/gebruikers/{user.pk}/blokkeren/",
        "new-role": f"/beheer/gebruikers/{user.pk}/rollen/nieuw/",
        "roles": "/beheer/rollen/",
        "teams": "/beheer/teams/",
        "team": f"/beheer/teams/{team.pk}/",
        "new-team": "/beheer/teams/nieuw/",
        "new-cell": "/medewerkers/cellen/nieuw/",
        "areas": "/beheer/wijken/",
        "area": f"/beheer/wijken/{area.pk}/",
        "helpdesks": "/netwerk/helpdesks/",
        "helpdesk": "/netwerk/helpdesks/HOUSING/",
    }


def hanas_claims():
    """What finance claims of the State; a month is paid here, so that there is one to look at."""
    # What went out in a statement stays: each look makes a month of a grant without claims.
    fresh = Grant.objects.filter(component="EQUIVALENT", claims=None).order_by("pk")
    grant = fresh.first()
    claim = claimed_month(grant, steps=STEPS)
    told = f"/terugvraag/beslissing/{grant.decision_id}"
    return {
        "claims": "/terugvraag/",
        "claim-deadlines": "/terugvraag/termijnen/",
        "claims-list": "/terugvraag/lijst/",
        "claim-decisions": "/terugvraag/beslissingen/",
        "claim": f"/terugvraag/{claim.pk}/",
        "claim-ground": f"{told}/grond/",
        "claim-notice": f"{told}/melding/",
        "claim-notice-answer": f"{told}/antwoord/",
        "claim-again": f"/terugvraag/{claim.pk}/opnieuw/",
        "claim-answer": f"/terugvraag/{claim.pk}/antwoord/",
        "statements": "/terugvraag/kostenstaten/",
        "new-statement": "/terugvraag/kostenstaten/nieuw/",
        "statement": f"/terugvraag/kostenstaten/{claim.statement_id}/",
    }


SCREENS = {
    "amira": lambda: {**amiras_screens(), **amiras_proposals()},
    "pieter": pieters_committee,
    "rita": ritas_committee,
    "ilse": ilses_guidelines,
    "hana": lambda: {**hanas_money(), **hanas_claims()},
    "yara": yaras_money,
    "nele": neles_screens,
    "celine": lambda: {
        "start": "/",
        "arrival": "/aankomst/",
        "reception-queue": "/agenda/balie/",
        "reception-register": "/rechten/register/",
    },
    "els": elses_screens,
    "guy": lambda: {**guys_committee(), **guys_screens()},
    "lien": liens_screens,
    "omar": omars_screens,
    "dirk": lambda: {**dirks_screens(), **dirks_checks()},
    "karim": karims_screens,
    "milan": milans_screens,
    "joris": joris_screens,
}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1360", "390"])
@pytest.mark.parametrize("who", SCREENS)
def test_screens_are_accessible_and_quiet(who, size, seat, demo):
    seat.page.set_viewport_size(size)
    seat.go("/account/login/")
    seat.check()
    seat.picture("sign-in")
    seat.sign_in(who)
    for name, path in SCREENS[who]().items():
        response = seat.go(path)
        assert response.status < 500, path
        expected = {
            "not-found": 404,
            "not-allowed": 403,
            "partner-link-unknown": 404,
            "what-if-refused": 422,
        }.get(name, 200)
        assert response.status == expected, path
        seat.check()
        if size == WIDE:
            seat.picture(name)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1360", "390"])
def test_a_refused_form_is_accessible(size, seat, demo):
    seat.page.set_viewport_size(size)
    seat.sign_in("celine")
    seat.go("/aankomst/")
    seat.page.get_by_role("button", name="Bewaar aankomst").click()
    seat.page.locator("[data-error-summary]").wait_for()
    seat.check()
    if size == WIDE:
        seat.picture("arrival-refused")


def test_the_menu_of_a_small_screen_works_without_javascript(seat_without_javascript, demo):
    seat = seat_without_javascript
    seat.page.set_viewport_size(PHONE)
    seat.sign_in("amira")
    seat.page.get_by_text("Menu", exact=True).click()
    seat.page.get_by_role("link", name="Gezinnen", exact=True).click()
    assert seat.page.get_by_role("heading", level=1).text_content() == "Gezinnen"


def test_the_keyboard_reaches_the_work(seat, demo):
    seat.sign_in("amira")
    seat.page.keyboard.press("Tab")
    assert seat.page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    seat.page.keyboard.press("Enter")
    assert seat.page.evaluate("document.activeElement.id") == "main"
    seat.page.keyboard.press("Control+k")
    seat.page.wait_for_url("**/zoeken/")
    assert seat.page.evaluate("document.activeElement.id") == "id_q"
