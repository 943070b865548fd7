"""Size steps and evaluations say what a limit and a review day on the team said before."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_cells")]
    operations = [
        migrations.RemoveField(model_name="team", name="review_on"),
        migrations.RemoveField(model_name="team", name="staff_limit"),
    ]
