"""Steps that were planned from a route before lists had versions come from version 1."""

from django.db import migrations

LINK = """
    UPDATE cases_step AS step SET listed_id = listed.id
    FROM cases_case AS held, people_household AS household, guidance_listedstep AS listed,
         guidance_listversion AS version, guidance_steplist AS list
    WHERE held.id = step.case_id AND household.id = held.household_id
      AND list.kind = 'ROUTE' AND list.target_group = household.target_group
      AND version.list_id = list.id AND version.number = 1
      AND listed.list_version_id = version.id AND listed.code = step.code
      AND step.listed_id IS NULL AND step.code <> ''
"""
NORM = "UPDATE cases_step SET rule_kind = 'NORM' WHERE code = 'first_visit'"
LEGAL = """
    UPDATE cases_step AS step SET rule_kind = listed.rule_kind
    FROM guidance_listedstep AS listed
    WHERE listed.id = step.listed_id AND listed.rule_kind <> step.rule_kind
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_the_plan"), ("guidance", "0002_first_lists")]
    operations = [migrations.RunSQL([LINK, NORM, LEGAL], migrations.RunSQL.noop)]
