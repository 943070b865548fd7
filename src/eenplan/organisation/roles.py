"""Which capabilities each role carries. Reviewed as code; docs/reference/roles.md is made of it."""

from eenplan.core.access import Capability as Can
from eenplan.organisation.enums import Role

_EVERYBODY = {Can.SIGN_IN}
_OPENS_FILES = {Can.HOUSEHOLD_SEARCH, Can.HOUSEHOLD_VIEW}

ROLES: dict[Role, frozenset[Can]] = {
    Role.RECEPTION: frozenset(
        _EVERYBODY | _OPENS_FILES | {Can.HOUSEHOLD_REGISTER, Can.HOUSING_VIEW, Can.HOUSING_PLACE}
    ),
    Role.CASE_MANAGER: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | {
            Can.HOUSEHOLD_REGISTER,
            Can.HOUSEHOLD_EDIT,
            Can.NEEDS_VIEW,
            Can.CASE_WORK,
            Can.HOUSING_VIEW,
            Can.HOUSING_PLACE,
            Can.TEAM_VIEW,
            Can.NORMS_VIEW,
        }
    ),
    Role.ADMINISTRATIVE: frozenset(
        _EVERYBODY | _OPENS_FILES | {Can.HOUSEHOLD_REGISTER, Can.HOUSEHOLD_EDIT}
    ),
    Role.TEAM_COORDINATOR: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | {
            Can.HOUSEHOLD_REGISTER,
            Can.HOUSEHOLD_EDIT,
            Can.CASE_WORK,
            Can.CASE_ASSIGN,
            Can.TEAM_VIEW,
            Can.HOUSING_VIEW,
            Can.FIGURES_VIEW,
            Can.NORMS_VIEW,
            Can.NORMS_MANAGE,
        }
    ),
    Role.HOUSING_COORDINATOR: frozenset(
        _EVERYBODY
        | _OPENS_FILES
        | {
            Can.HOUSEHOLD_VIEW_ALL,
            Can.HOUSING_VIEW,
            Can.HOUSING_PLACE,
            Can.HOUSING_MANAGE,
            Can.FIGURES_VIEW,
            Can.NORMS_VIEW,
        }
    ),
    Role.VOLUNTEER_COORDINATOR: frozenset(_EVERYBODY | {Can.NORMS_VIEW}),
    Role.COMMITTEE_SECRETARY: frozenset(_EVERYBODY | {Can.NORMS_VIEW}),
    Role.FINANCE: frozenset(_EVERYBODY | {Can.FIGURES_VIEW}),
    Role.LINE_MONITOR: frozenset(
        _EVERYBODY | _OPENS_FILES | {Can.HOUSEHOLD_VIEW_ALL, Can.FIGURES_VIEW, Can.NORMS_VIEW}
    ),
    Role.POLICY_ANALYST: frozenset(_EVERYBODY | {Can.FIGURES_VIEW, Can.NORMS_VIEW}),
    Role.ADMINISTRATOR: frozenset(
        _EVERYBODY | {Can.USERS_MANAGE, Can.AREAS_MANAGE, Can.NORMS_VIEW, Can.FIGURES_VIEW}
    ),
}
