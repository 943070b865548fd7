"""Without a norm nobody could say whether a page of the social map is still to be trusted."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)  # as the first norms
PROPOSAL = "voorstel van Eenplan, niet uit een bron"


def put_in_force(apps, schema_editor):
    apps.get_model("organisation", "Norm").objects.get_or_create(
        key="directory_fresh_days",
        starts_on=SINCE,
        defaults={"value": 180, "reason": PROPOSAL},
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_the_social_map"), ("organisation", "0002_first_norms")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
