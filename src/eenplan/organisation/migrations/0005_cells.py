"""The life of a temporary cell gets tables of its own; what the team held moves along.

A cell that is there already counts as running since its start. Its staff limit becomes its first
size step, its review day its first evaluation. The decision it rests on has to be filled in.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REASON = "Overgenomen uit de eerdere gegevens van de cel"


def take_over(apps, schema_editor):
    team_model = apps.get_model("organisation", "Team")
    for team in team_model.objects.filter(kind="TEMPORARY_CELL"):
        apps.get_model("organisation", "Mandate").objects.create(team=team)
        status = apps.get_model("organisation", "CellStatus").objects
        status.create(
            team=team,
            state="RUNNING",
            reason=REASON,
            starts_on=team.starts_on,
            ends_on=team.ends_on,
        )
        if team.ends_on:
            status.create(team=team, state="CLOSED", reason=REASON, starts_on=team.ends_on)
        if team.staff_limit:
            apps.get_model("organisation", "SizeStep").objects.create(
                team=team, starts_on=team.starts_on, staff=team.staff_limit, reason=REASON
            )
        if team.review_on:
            apps.get_model("organisation", "Evaluation").objects.create(
                team=team, planned_on=team.review_on
            )


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_absences"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="nummer van het besluit"
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="datum van het besluit"),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=120, verbose_name="besluit van"),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="opdracht")),
                (
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandate",
                        to="organisation.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "opdracht",
                "verbose_name_plural": "opdrachten",
            },
        ),
        migrations.CreateModel(
            name="CellStatus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPENED", "opgericht"),
                            ("RUNNING", "werkt"),
                            ("WINDING_DOWN", "in afbouw"),
                            ("CLOSED", "gesloten"),
                        ],
                        max_length=12,
                        verbose_name="toestand",
                    ),
                ),
                ("reason", models.CharField(max_length=400, verbose_name="reden")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="organisation.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "toestand van een cel",
                "verbose_name_plural": "toestanden van een cel",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="cell_status_not_backwards",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("team", "="),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_cell_state_at_a_time",
                        violation_error_message="Er is al een toestand.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EndCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="criterium")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="voldaan op")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end_criteria",
                        to="organisation.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "eindcriterium",
                "verbose_name_plural": "eindcriteria",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("team"), models.F("text"), name="criterion_named_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="gepland op")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="gehouden op")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GO_ON", "voortzetten"),
                            ("GROW", "uitbreiden"),
                            ("SHRINK", "inkrimpen"),
                            ("WIND_DOWN", "afbouwen"),
                        ],
                        max_length=12,
                        verbose_name="beslissing",
                    ),
                ),
                (
                    "summary",
                    models.TextField(blank=True, max_length=4000, verbose_name="samenvatting"),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="organisation.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
                "ordering": ["planned_on"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("team"), models.F("planned_on"), name="one_evaluation_per_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", ""), ("held_on", None)),
                            models.Q(
                                ("held_on__isnull", False),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="held_evaluation_says_what_was_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SizeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("staff", models.PositiveSmallIntegerField(verbose_name="medewerkers")),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="size_steps",
                        to="organisation.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "omvang",
                "verbose_name_plural": "omvang",
                "ordering": ["starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("team"), models.F("starts_on"), name="one_size_per_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("staff__gte", 1)), name="a_cell_has_staff"
                    ),
                ],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
