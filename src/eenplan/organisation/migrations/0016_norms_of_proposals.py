"""The norms of proposals come in force, each at the value we propose (as in 0009)."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
PROPOSED = {"reflection_hours": 24, "second_look_days": 3}
HELD = 96  # hours: time to think, a meeting and a weekend fit in it


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )
    ours = norm.objects.filter(key="placement_hold_hours", starts_on=SINCE, reason=PROPOSAL)
    ours.update(value=HELD)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0015_norms_of_dwellings")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
