"""Somebody else is paid than who has the right: on consent or on a decision, by two people."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.core.written import stays_as_written

DECIDED = """
CREATE FUNCTION benefits_paid_to_by_a_decision_on_them() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decision_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM benefits_decision decided
        JOIN benefits_application taken ON taken.id = decided.application_id
        JOIN benefits_application asked ON asked.id = NEW.application_id
        WHERE decided.id = NEW.decision_id AND taken.applicant_id = asked.applicant_id
    ) THEN
        RAISE EXCEPTION 'decision % is about somebody else', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_to_by_a_decision_on_them';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER paid_to_by_a_decision_on_them BEFORE INSERT ON benefits_paidto
    FOR EACH ROW EXECUTE FUNCTION benefits_paid_to_by_a_decision_on_them();
"""
NOT_DECIDED = """
DROP TRIGGER paid_to_by_a_decision_on_them ON benefits_paidto;
DROP FUNCTION benefits_paid_to_by_a_decision_on_them();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0012_what_left_stays_gone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaidTo",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("LANDLORD", "verhuurder"),
                            ("BUDGET", "rekening in budgetbeheer"),
                            ("OTHER", "iemand anders"),
                        ],
                        max_length=10,
                        verbose_name="aan wie",
                    ),
                ),
                ("holder", models.CharField(max_length=70, verbose_name="op naam van")),
                ("iban", models.CharField(max_length=34, verbose_name="rekeningnummer")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("CONSENT", "schriftelijke toestemming van de cliënt"),
                            ("DECISION", "een beslissing van het comité"),
                        ],
                        max_length=10,
                        verbose_name="op grond van",
                    ),
                ),
                (
                    "consent_on",
                    models.DateField(blank=True, null=True, verbose_name="toestemming getekend op"),
                ),
                ("proof", models.CharField(max_length=200, verbose_name="bewijs gezien")),
                ("entered_at", models.DateTimeField(verbose_name="ingevoerd op")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op"),
                ),
                (
                    "ended_why",
                    models.CharField(blank=True, max_length=200, verbose_name="waarom beëindigd"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_to",
                        to="benefits.application",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_to",
                        to="benefits.decision",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "betaling aan een derde",
                "verbose_name_plural": "betalingen aan een derde",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="paid_to_not_backwards",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("application", "="),
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
                        name="paid_to_one_at_a_time",
                        violation_error_message="Deze steun gaat dan al naar iemand anders.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", "CONSENT"),
                                ("consent_on__isnull", False),
                                ("decision", None),
                            ),
                            models.Q(
                                ("basis", "DECISION"),
                                ("consent_on", None),
                                ("decision__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="paid_to_rests_on_consent_or_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="paid_to_confirmed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            ("entered_by", None),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="paid_to_confirmed_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_why", ""), ("ends_on", None)),
                            ("ends_on__isnull", False),
                            _connector="OR",
                        ),
                        name="paid_to_ended_on_a_day",
                    ),
                ],
            },
        ),
        migrations.RunSQL(DECIDED, NOT_DECIDED),
        stays_as_written(
            "benefits_paidto",
            may_change=("ends_on", "ended_why", "confirmed_at", "confirmed_by_id"),
        ),
    ]
