"""Contacts say with whom and in which language, keep earlier texts; the day can put things off."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The day of a contact that was noted before its day counts as that day.
NOTED_ON = """
    UPDATE cases_contact
    SET noted_on = GREATEST("on", (noted_at AT TIME ZONE 'Europe/Brussels')::date)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_steps_know_their_list"),
        ("organisation", "0008_first_diplomas"),
        ("people", "0002_reference_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="versie")),
                ("note", models.TextField(blank=True, verbose_name="verslag")),
                ("facts", models.JSONField(default=dict, verbose_name="gegevens")),
                ("is_sensitive", models.BooleanField(verbose_name="gevoelig")),
                ("replaced_on", models.DateField(verbose_name="gewijzigd op")),
            ],
            options={
                "verbose_name": "vroegere tekst",
                "verbose_name_plural": "vroegere teksten",
                "ordering": ["-version"],
            },
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
            ],
            options={
                "verbose_name": "uitstel",
                "verbose_name_plural": "uitstel",
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="at",
            field=models.TimeField(blank=True, null=True, verbose_name="om"),
        ),
        migrations.AddField(
            model_name="contact",
            name="goals",
            field=models.ManyToManyField(
                blank=True,
                related_name="contacts",
                to="cases.goal",
                verbose_name="over welke doelen",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="interpreted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
                verbose_name="familielid",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="interpreter",
            field=models.CharField(
                blank=True,
                choices=[
                    ("NONE", "niemand: geen tolk nodig"),
                    ("FAMILY", "een familielid"),
                    ("VOLUNTEER", "een vrijwilliger"),
                    ("PROFESSIONAL", "een professionele tolk"),
                    ("COLLEAGUE", "een collega"),
                ],
                max_length=12,
                verbose_name="wie tolkte",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[
                    ("uk", "Oekraïens"),
                    ("ru", "Russisch"),
                    ("nl", "Nederlands"),
                    ("en", "Engels"),
                    ("fr", "Frans"),
                    ("de", "Duits"),
                    ("pl", "Pools"),
                    ("ro", "Roemeens"),
                    ("tr", "Turks"),
                    ("ar", "Arabisch"),
                    ("fa", "Farsi"),
                    ("prs", "Dari"),
                    ("ps", "Pasjtoe"),
                    ("ti", "Tigrinya"),
                    ("es", "Spaans"),
                    ("rom", "Romani"),
                    ("ku", "Koerdisch"),
                    ("so", "Somalisch"),
                    ("sq", "Albanees"),
                    ("bg", "Bulgaars"),
                    ("ka", "Georgisch"),
                    ("hy", "Armeens"),
                    ("pt", "Portugees"),
                    ("it", "Italiaans"),
                    ("ber", "Berbers"),
                ],
                max_length=8,
                verbose_name="taal",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="noted_on",
            field=models.DateField(null=True, verbose_name="genoteerd op"),
        ),
        migrations.RunSQL(NOTED_ON, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="contact",
            name="noted_on",
            field=models.DateField(verbose_name="genoteerd op"),
        ),
        migrations.AddField(
            model_name="contact",
            name="spoken_with",
            field=models.ManyToManyField(
                blank=True,
                related_name="contacts",
                to="people.person",
                verbose_name="gesproken met",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="versie"),
        ),
        migrations.AddField(
            model_name="workitem",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.AlterField(
            model_name="contact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("DESK", "aan het loket"),
                    ("PHONE", "telefoon"),
                    ("HOME_VISIT", "huisbezoek"),
                    ("VIDEO", "videogesprek"),
                    ("OUTREACH", "op straat of in de wijk"),
                    ("LETTER", "brief of bericht"),
                    ("NOTE", "notitie, geen contact"),
                ],
                max_length=12,
                verbose_name="hoe",
            ),
        ),
        migrations.AddIndex(
            model_name="workitem",
            index=models.Index(fields=["done_by", "done_on"], name="handled_by"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("on__lte", models.F("noted_on"))),
                name="contact_lies_in_the_past",
                violation_error_message="Een contact kan niet in de toekomst liggen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interpreted_by", None), ("interpreter", "FAMILY"), _connector="OR"
                ),
                name="relative_who_interpreted_is_family",
            ),
        ),
        migrations.AddConstraint(
            model_name="workitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_by", None), ("done_on__isnull", False), _connector="OR"),
                name="who_handled_it_has_a_day",
            ),
        ),
        migrations.AddField(
            model_name="earliercontact",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier",
                to="cases.contact",
            ),
        ),
        migrations.AddField(
            model_name="earliercontact",
            name="replaced_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gewijzigd door",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="case",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="snoozes",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="snoozes",
                to="cases.workitem",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="step",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="snoozes",
                to="cases.step",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="worker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snoozes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="earliercontact",
            constraint=models.UniqueConstraint(
                models.F("contact"), models.F("version"), name="one_earlier_text_per_version"
            ),
        ),
        migrations.AddIndex(
            model_name="snooze",
            index=models.Index(fields=["worker", "ends_on"], name="snoozed_by"),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__gte", models.F("starts_on")), ("ends_on__isnull", False)
                ),
                name="snooze_comes_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case", None), ("item", None), ("step__isnull", False)),
                    models.Q(("case", None), ("item__isnull", False), ("step", None)),
                    models.Q(("case__isnull", False), ("item", None), ("step", None)),
                    _connector="OR",
                ),
                name="snooze_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("worker", "="),
                    ("step", "="),
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
                name="one_snooze_per_step",
                violation_error_message="Dit staat al uitgesteld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("worker", "="),
                    ("item", "="),
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
                name="one_snooze_per_item",
                violation_error_message="Dit staat al uitgesteld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("worker", "="),
                    ("case", "="),
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
                name="one_snooze_per_case",
                violation_error_message="Dit staat al uitgesteld.",
            ),
        ),
    ]
