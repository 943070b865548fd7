"""Finding the team of one household without the slow index of a promise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0017_the_way_of_a_file"),
        ("people", "0004_team_over_has_nobody"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="teamcare",
            index=models.Index(
                condition=models.Q(("ends_on", None)),
                fields=["household"],
                include=("team",),
                name="care_of",
            ),
        ),
    ]
