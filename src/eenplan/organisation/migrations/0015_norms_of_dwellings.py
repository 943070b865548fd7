"""The norms of inspecting and of contracts come in force, each at the value we propose.

As in 0002: an installation starts with every norm in force, so that nothing is refused for want of
one. The values are those of organisation/norms.py on the day this was written.
"""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
PROPOSED = {
    "inspection_months": 12,
    "inspection_visit_days": 10,
    "inspection_warning_days": 42,
    "contract_alarm_days": 90,
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0014_norms_of_stays")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
