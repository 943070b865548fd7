"""A new installation starts with the lists of first/*.toml in force, each as version 1."""

from django.db import migrations

from eenplan.guidance import first_lists

MODELS = ("StepList", "ListVersion", "ListedGoal", "ListedStep", "StepText")


def put_in_force(apps, schema_editor):
    first_lists.add_missing(*(apps.get_model("guidance", name) for name in MODELS))


class Migration(migrations.Migration):
    dependencies = [("guidance", "0001_initial")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
