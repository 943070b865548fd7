"""Who the centre is on paper and at the bank."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CentreDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("name", models.CharField(max_length=70, verbose_name="naam van het OCMW")),
                (
                    "company_number",
                    models.CharField(blank=True, max_length=10, verbose_name="ondernemingsnummer"),
                ),
                ("street", models.CharField(max_length=120, verbose_name="straat en nummer")),
                ("town", models.CharField(max_length=120, verbose_name="postcode en gemeente")),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="telefoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("court", models.CharField(max_length=160, verbose_name="arbeidsrechtbank")),
                (
                    "court_address",
                    models.CharField(max_length=300, verbose_name="adres van de rechtbank"),
                ),
                ("iban", models.CharField(max_length=34, verbose_name="rekening van het OCMW")),
                ("bic", models.CharField(blank=True, max_length=11, verbose_name="BIC")),
                (
                    "state_percent",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (55, "55 %"),
                            (65, "65 %, vanaf 500 begunstigden"),
                            (70, "70 %, vanaf 1000"),
                        ],
                        default=55,
                        verbose_name="terugbetaling van het leefloon",
                    ),
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
            ],
            options={
                "verbose_name": "gegevens van het OCMW",
                "verbose_name_plural": "gegevens van het OCMW",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="centre_not_backwards",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            )
                        ],
                        name="one_centre_at_a_time",
                        violation_error_message="Er zijn dan al gegevens van het OCMW.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("street", ""), _negated=True),
                            models.Q(("town", ""), _negated=True),
                            models.Q(("court_address", ""), _negated=True),
                        ),
                        name="centre_has_an_address",
                    ),
                ],
            },
        ),
    ]
