"""Who may do what: the capabilities, and the acting person with the scope that comes along."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eenplan.core.errors import NotAllowed


class Capability(StrEnum):
    """May do this at all; on which household is the scope's question (`visible_to`)."""

    SIGN_IN = "sign-in"
    HOUSEHOLD_SEARCH = "household.search"
    HOUSEHOLD_VIEW = "household.view"
    HOUSEHOLD_VIEW_ALL = "household.view-all"
    HOUSEHOLD_REGISTER = "household.register"
    HOUSEHOLD_EDIT = "household.edit"
    NEEDS_VIEW = "needs.view"
    CASE_WORK = "case.work"
    CASE_ASSIGN = "case.assign"
    TEAM_VIEW = "team.view"
    TEAM_STEER = "team.steer"
    PLAN_TEMPLATES = "plan.templates"
    QUEUE_KEEP = "queue.keep"
    AGENDA_USE = "agenda.use"
    DIRECTORY_VIEW = "directory.view"
    DIRECTORY_MANAGE = "directory.manage"
    REFERRAL_SEND = "referral.send"
    QUESTION_ANSWER = "question.answer"
    SIGNAL_GIVE = "signal.give"
    SIGNAL_TRIAGE = "signal.triage"
    MEETING_HOLD = "meeting.hold"
    HOUSING_VIEW = "housing.view"
    HOUSING_PLACE = "housing.place"
    HOUSING_MANAGE = "housing.manage"
    HOUSING_INSPECT = "housing.inspect"
    SAFEGUARDING = "safeguarding"
    APPLICATION_REGISTER = "application.register"
    RIGHTS_VIEW = "rights.view"
    RIGHTS_INVESTIGATE = "rights.investigate"
    PROPOSAL_CHECK = "proposal.check"
    COMMITTEE_KEEP = "committee.keep"
    COMMITTEE_SIT = "committee.sit"
    COMMITTEE_CHAIR = "committee.chair"
    PAYMENTS_VIEW = "payments.view"
    PAYMENTS_MAKE = "payments.make"
    PAYMENTS_APPROVE = "payments.approve"
    CLAIMS_MANAGE = "claims.manage"
    GUIDELINES_VIEW = "guidelines.view"
    GUIDELINES_MANAGE = "guidelines.manage"
    SECOND_READING = "second.reading"
    FIGURES_VIEW = "figures.view"
    NORMS_VIEW = "norms.view"
    NORMS_MANAGE = "norms.manage"
    USERS_MANAGE = "users.manage"
    AREAS_MANAGE = "areas.manage"


CAPABILITY_LABELS = {
    Capability.SIGN_IN: "aanmelden en eigen account beheren",
    Capability.HOUSEHOLD_SEARCH: "personen en gezinnen zoeken",
    Capability.HOUSEHOLD_VIEW: "gezinnen van het eigen team openen",
    Capability.HOUSEHOLD_VIEW_ALL: (
        "gezinnen van alle teams openen (behalve afgeschermde uit de eigen wijk)"
    ),
    Capability.HOUSEHOLD_REGISTER: "een aankomst registreren",
    Capability.HOUSEHOLD_EDIT: "gegevens van een gezin wijzigen",
    Capability.NEEDS_VIEW: "specifieke noden zien (medisch, mobiliteit, trauma)",
    Capability.CASE_WORK: "stappen en contacten bijhouden",
    Capability.CASE_ASSIGN: "dossiers aan een maatschappelijk werker toewijzen",
    Capability.TEAM_VIEW: "het teambord zien",
    Capability.TEAM_STEER: "afwezigheden, bekwaamheden en de levensloop van het team bijhouden",
    Capability.PLAN_TEMPLATES: "sjablonen voor plannen wijzigen",
    Capability.QUEUE_KEEP: "de wachtrij aan het onthaal bijhouden",
    Capability.AGENDA_USE: "een eigen agenda gebruiken",
    Capability.DIRECTORY_VIEW: "de sociale kaart zien",
    Capability.DIRECTORY_MANAGE: "de sociale kaart wijzigen",
    Capability.REFERRAL_SEND: "een gezin doorverwijzen en een vraag aan een deskundige stellen",
    Capability.QUESTION_ANSWER: "vragen van collega's als deskundige beantwoorden",
    Capability.SIGNAL_GIVE: "een signaal geven",
    Capability.SIGNAL_TRIAGE: "signalen opvolgen",
    Capability.MEETING_HOLD: "wijkoverleg voorbereiden en houden",
    Capability.HOUSING_VIEW: "opvangplaatsen zien",
    Capability.HOUSING_PLACE: "een gezin een opvangplaats geven",
    Capability.HOUSING_MANAGE: "opvangplaatsen beheren",
    Capability.HOUSING_INSPECT: "woningen controleren",
    Capability.SAFEGUARDING: "klachten en geweigerde controles van gastgezinnen behandelen",
    Capability.APPLICATION_REGISTER: "aanvragen inschrijven in het register",
    Capability.RIGHTS_VIEW: "aanvragen, onderzoek, beslissingen en betalingen van een gezin zien",
    Capability.RIGHTS_INVESTIGATE: "sociaal onderzoek voeren en een beslissing voorstellen",
    Capability.PROPOSAL_CHECK: "voorstellen van beslissing nakijken als hoofd",
    Capability.COMMITTEE_KEEP: "agenda en beslissingen van het comité bijhouden",
    Capability.COMMITTEE_SIT: "de punten van de eigen zitting van het comité lezen",
    Capability.COMMITTEE_CHAIR: "als voorzitter dringende steun toekennen",
    Capability.PAYMENTS_VIEW: "betalingen en boekingen zien",
    Capability.PAYMENTS_MAKE: "betaalruns maken en rekeningen invoeren",
    Capability.PAYMENTS_APPROVE: "betaalruns goedkeuren en rekeningen bevestigen",
    Capability.CLAIMS_MANAGE: "kosten terugvragen aan de Staat",
    Capability.GUIDELINES_VIEW: "richtlijnen lezen",
    Capability.GUIDELINES_MANAGE: "richtlijnen schrijven",
    Capability.SECOND_READING: "beslissingen een tweede keer lezen",
    Capability.FIGURES_VIEW: "cijfers en contingentmeter zien",
    Capability.NORMS_VIEW: "normen en opvangvormen zien",
    Capability.NORMS_MANAGE: "normen en opvangvormen wijzigen",
    Capability.USERS_MANAGE: "gebruikers, teams en rollen beheren",
    Capability.AREAS_MANAGE: "wijken en grenzen beheren",
}


@dataclass(frozen=True)
class Actor:
    """The person behind a request or command on one day, with all that permission checks need.

    A capability is had in a team: who gives out cases in one team does not do so in another.
    `can` asks if there is such a team at all, `teams_with` which ones.
    """

    user_id: int
    name: str
    on: date
    team_ids: frozenset[int] = frozenset()
    capabilities: frozenset[Capability] = frozenset()  # in some team, or without any: imports
    grants: frozenset[tuple[Capability, int]] = frozenset()  # what, in which team

    def can(self, capability: Capability) -> bool:
        """Say whether the actor may do this somewhere."""
        return capability in self.capabilities

    def teams_with(self, capability: Capability) -> frozenset[int]:
        """Return the ids of the teams in which the actor may do this."""
        return frozenset(team for granted, team in self.grants if granted == capability)

    def must(self, capability: Capability) -> None:
        """Raise NotAllowed unless the actor has the capability."""
        if not self.can(capability):
            raise NotAllowed(f"U mag dit niet doen: {CAPABILITY_LABELS[capability]}.")


def system_actor(on: date) -> Actor:
    """Return the actor of imports, demo data and nightly jobs: every capability, no user."""
    return Actor(0, "Eenplan", on, capabilities=frozenset(Capability))
