"""How many days somebody may correct a contact of his own; see organisation/norms.py."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)


def put_in_force(apps, schema_editor):
    apps.get_model("organisation", "Norm").objects.get_or_create(
        key="contact_correction_days",
        starts_on=SINCE,
        defaults={"value": 14, "reason": "voorstel van Eenplan, niet uit een bron"},
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_size_steps_only"), ("organisation", "0004_plan_norms")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
