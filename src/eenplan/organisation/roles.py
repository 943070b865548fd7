"""Which capabilities each role carries. Reviewed as code; docs/reference/roles.md is made of it."""

from eenplan.core.access import Capability as Can
from eenplan.organisation.enums import Role

_EVERYBODY = {Can.SIGN_IN}
_OPENS_FILES = {Can.HOUSEHOLD_SEARCH, Can.HOUSEHOLD_VIEW}
_IN_THE_CENTRE = {Can.DIRECTORY_VIEW, Can.SIGNAL_GIVE}  # anyone may notice something
_MEETS_PEOPLE = _IN_THE_CENTRE | {Can.QUEUE_KEEP, Can.AGENDA_USE}
_KNOWS_THE_NETWORK = {Can.REFERRAL_SEND, Can.MEETING_HOLD}

ROLES: dict[Role, frozenset[Can]] = {
    Role.RECEPTION: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | _MEETS_PEOPLE
        | {
            Can.HOUSEHOLD_REGISTER,
            Can.HOUSING_VIEW,
            Can.HOUSING_PLACE,
            Can.APPLICATION_REGISTER,
            Can.GUIDELINES_VIEW,
        }
    ),
    Role.CASE_MANAGER: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | _MEETS_PEOPLE
        | _KNOWS_THE_NETWORK
        | {
            Can.HOUSEHOLD_REGISTER,
            Can.HOUSEHOLD_EDIT,
            Can.NEEDS_VIEW,
            Can.CASE_WORK,
            Can.HOUSING_VIEW,
            Can.HOUSING_PLACE,
            Can.TEAM_VIEW,
            Can.NORMS_VIEW,
            Can.APPLICATION_REGISTER,
            Can.RIGHTS_VIEW,
            Can.RIGHTS_INVESTIGATE,
            Can.GUIDELINES_VIEW,
        }
    ),
    Role.ADMINISTRATIVE: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | _MEETS_PEOPLE
        | {
            Can.HOUSEHOLD_REGISTER,
            Can.HOUSEHOLD_EDIT,
            Can.DIRECTORY_MANAGE,
            Can.APPLICATION_REGISTER,
            Can.GUIDELINES_VIEW,
        }
    ),
    Role.TEAM_COORDINATOR: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | _MEETS_PEOPLE
        | _KNOWS_THE_NETWORK
        | {
            Can.TEAM_STEER,
            Can.PLAN_TEMPLATES,
            Can.SIGNAL_TRIAGE,
            Can.DIRECTORY_MANAGE,
            Can.HOUSEHOLD_REGISTER,
            Can.HOUSEHOLD_EDIT,
            Can.CASE_WORK,
            Can.CASE_ASSIGN,
            Can.TEAM_VIEW,
            Can.HOUSING_VIEW,
            Can.FIGURES_VIEW,
            Can.NORMS_VIEW,
            Can.NORMS_MANAGE,
            Can.APPLICATION_REGISTER,
            Can.RIGHTS_VIEW,
            Can.PROPOSAL_CHECK,
            Can.GUIDELINES_VIEW,
        }
    ),
    Role.HOUSING_COORDINATOR: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | _IN_THE_CENTRE
        | {
            Can.AGENDA_USE,
            Can.QUESTION_ANSWER,
            Can.HOUSEHOLD_VIEW_ALL,
            Can.HOUSING_VIEW,
            Can.HOUSING_PLACE,
            Can.HOUSING_MANAGE,
            Can.HOUSING_INSPECT,
            Can.FIGURES_VIEW,
            Can.NORMS_VIEW,
        }
    ),
    Role.VOLUNTEER_COORDINATOR: frozenset(_EVERYBODY | _IN_THE_CENTRE | {Can.NORMS_VIEW}),
    # The committee and finance open no files: they see what is on the agenda, and who is paid what.
    Role.COMMITTEE_SECRETARY: frozenset(
        _EVERYBODY
        | _IN_THE_CENTRE
        | {Can.NORMS_VIEW, Can.COMMITTEE_KEEP, Can.COMMITTEE_SIT, Can.GUIDELINES_VIEW}
    ),
    Role.COMMITTEE_MEMBER: frozenset(_EVERYBODY | {Can.COMMITTEE_SIT, Can.GUIDELINES_VIEW}),
    Role.COMMITTEE_CHAIR: frozenset(
        _EVERYBODY | {Can.COMMITTEE_SIT, Can.COMMITTEE_CHAIR, Can.GUIDELINES_VIEW}
    ),
    Role.FINANCE: frozenset(
        _EVERYBODY
        | _IN_THE_CENTRE
        | {
            Can.FIGURES_VIEW,
            Can.PAYMENTS_VIEW,
            Can.PAYMENTS_MAKE,
            Can.PAYMENTS_APPROVE,
            Can.CLAIMS_MANAGE,
        }
    ),
    Role.LINE_MONITOR: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | {
            Can.DIRECTORY_VIEW,
            Can.HOUSEHOLD_VIEW_ALL,
            Can.FIGURES_VIEW,
            Can.NORMS_VIEW,
            Can.RIGHTS_VIEW,
            Can.GUIDELINES_VIEW,
            Can.GUIDELINES_MANAGE,
            Can.SECOND_READING,
        }
    ),
    Role.POLICY_ANALYST: frozenset(
        _EVERYBODY | {Can.DIRECTORY_VIEW, Can.SIGNAL_TRIAGE, Can.FIGURES_VIEW, Can.NORMS_VIEW}
    ),
    Role.ADMINISTRATOR: frozenset(
        _EVERYBODY
        | {
            Can.DIRECTORY_VIEW,
            Can.DIRECTORY_MANAGE,
            Can.USERS_MANAGE,
            Can.TEAM_STEER,
            Can.AREAS_MANAGE,
            Can.NORMS_VIEW,
            Can.FIGURES_VIEW,
        }
    ),
    Role.EXPERT: frozenset(_EVERYBODY | _IN_THE_CENTRE | {Can.AGENDA_USE, Can.QUESTION_ANSWER}),
    Role.PARTNER: frozenset(_EVERYBODY | _IN_THE_CENTRE),
    Role.INSPECTOR: frozenset(
        _EVERYBODY | _IN_THE_CENTRE | {Can.AGENDA_USE, Can.HOUSING_VIEW, Can.HOUSING_INSPECT}
    ),
    # Apart from who matches: a complaint about a host does not go to who proposed the host.
    Role.SAFEGUARDING_LEAD: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | _IN_THE_CENTRE
        | {Can.HOUSEHOLD_VIEW_ALL, Can.HOUSING_VIEW, Can.SAFEGUARDING, Can.FIGURES_VIEW}
    ),
}
