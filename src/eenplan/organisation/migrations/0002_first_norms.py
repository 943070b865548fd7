"""A new installation starts with every norm in force, at its published or proposed value.

Without it the first arrival would be refused for want of a norm, and a reception form without a
row would count as open. The values are those of organisation/norms.py on the day this was written.
"""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)  # the plan the published values come from
KORTRIJK = "7-puntenplan Kortrijk, 14 maart 2022"
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
FIRST = {
    "households_per_case_manager": (40, f"{KORTRIJK}, punt 5"),
    "contingent_families": (40, f"{KORTRIJK}, punt 7"),
    "contingent_persons": (60, f"{KORTRIJK}, punt 7 (60 à 70)"),
    "contingent_budget": (165000, f"{KORTRIJK}, punt 7"),
    "expected_persons": (300, f"{KORTRIJK}, inleiding"),
    "granted_budget": (165000, f"{KORTRIJK}, punt 7"),
    "first_visit_days": (5, PROPOSAL),
    "quiet_days": (21, PROPOSAL),
    "desk_view_days": (3, PROPOSAL),
    "placement_horizon_days": (42, PROPOSAL),
    "reception_open.COLLECTIVE": (1, f"{KORTRIJK}, punt 3"),
    "reception_open.OWN_MANAGED": (1, f"{KORTRIJK}, punt 3"),
    "reception_open.HOST_FAMILY": (0, f"{KORTRIJK}, punt 3"),
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, (value, reason) in FIRST.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": reason}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
