"""Who may sign a social investigation at the start, as the article of seed 000 tells it.

Not verified in the law, and said so on the screen. The two diplomas the article asks to widen it to
are known, and accepted for nothing.
"""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 31)  # the day of the article; the rule is older
SOURCE = "Vanden Broele over de cel Oekraïne van OCMW Gent, 2022"
ACCEPTED = ("Maatschappelijk werk", "Sociale verpleegkunde")
ASKED_FOR = ("Vormingsleergang Sociaal en Pedagogisch Werk", "Bachelor psychologie")


def put_in_force(apps, schema_editor):
    diploma = apps.get_model("organisation", "Diploma").objects
    accepted = apps.get_model("organisation", "AcceptedDiploma").objects
    for name in ASKED_FOR:
        diploma.get_or_create(name=name)
    for name in ACCEPTED:
        accepted.get_or_create(
            act="SOCIAL_INVESTIGATION",
            diploma=diploma.get_or_create(name=name)[0],
            starts_on=SINCE,
            defaults={"source": SOURCE, "is_verified": False},
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_staff")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
