"""The norms of the committee and of second reading come in force, at the value we propose."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
REASON = "beginwaarde van Eenplan"
PROPOSED = {
    "committee_quorum_percent": 50,
    "committee_notice_days": 8,
    "urgent_aid_most": 500,
    "review_ahead_days": 45,
    "second_reading_percent": 10,
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": REASON}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0017_the_way_of_a_file")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
