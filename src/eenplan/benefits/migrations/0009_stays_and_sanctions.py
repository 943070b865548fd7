"""Stays abroad and sanctions: of whom, resting on what, and never changed."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.core.written import stays_as_written

WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdrawn_why")
ABROAD = """
CREATE FUNCTION benefits_abroad_of_who_has_a_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT 1 FROM benefits_grant owned
        WHERE owned.beneficiary_id = NEW.person_id AND owned.household_id = NEW.household_id
            AND owned.component IN ('LIVING_WAGE', 'EQUIVALENT')
            AND owned.ends_on IS DISTINCT FROM owned.starts_on
            AND daterange(owned.starts_on, owned.ends_on) && daterange(NEW.starts_on, NEW.ends_on)
    ) THEN
        RAISE EXCEPTION 'person % has no wage in those days', NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'abroad_of_who_has_a_grant';
    END IF;
    IF NEW.exceptional_by_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM benefits_decision decided
        JOIN benefits_application asked ON asked.id = decided.application_id
        WHERE decided.id = NEW.exceptional_by_id AND decided.kind = 'ABROAD'
            AND asked.applicant_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION 'decision % lets nobody be paid on', NEW.exceptional_by_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'exceptional_by_decision';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER abroad_of_who_has_a_grant BEFORE INSERT OR UPDATE OF exceptional_by_id
    ON benefits_stayabroad FOR EACH ROW EXECUTE FUNCTION benefits_abroad_of_who_has_a_grant();

-- The day back and the decision are filled in once; nothing follows on a withdrawal.
CREATE FUNCTION benefits_abroad_filled_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.withdrawn_at IS NOT NULL
        OR (OLD.ends_on IS NOT NULL AND NEW.ends_on IS DISTINCT FROM OLD.ends_on)
        OR (OLD.exceptional_by_id IS NOT NULL
            AND NEW.exceptional_by_id IS DISTINCT FROM OLD.exceptional_by_id)
    THEN
        RAISE EXCEPTION 'stay % is not changed', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'abroad_filled_once';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER abroad_filled_once BEFORE UPDATE ON benefits_stayabroad
    FOR EACH ROW EXECUTE FUNCTION benefits_abroad_filled_once();
"""
NO_ABROAD = """
DROP TRIGGER abroad_filled_once ON benefits_stayabroad;
DROP FUNCTION benefits_abroad_filled_once();
DROP TRIGGER abroad_of_who_has_a_grant ON benefits_stayabroad;
DROP FUNCTION benefits_abroad_of_who_has_a_grant();
"""
SANCTION = """
CREATE FUNCTION benefits_sanction_is_what_was_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM benefits_decision decided
        JOIN benefits_application asked ON asked.id = decided.application_id
        WHERE decided.id = NEW.decision_id AND decided.kind = 'SANCTION'
            AND decided."right" = 'LIVING_WAGE' AND decided.starts_on <= NEW.starts_on
            AND asked.applicant_id = NEW.person_id AND asked.household_id = NEW.household_id
            AND NEW.heard_on <= decided.decided_on AND decided.decided_on <= NEW.notified_on
    ) OR NOT EXISTS (
        SELECT 1 FROM benefits_grant owned
        WHERE owned.beneficiary_id = NEW.person_id AND owned.component = 'LIVING_WAGE'
            AND daterange(owned.starts_on, owned.ends_on) && daterange(NEW.starts_on, NEW.ends_on)
    ) THEN
        RAISE EXCEPTION 'decision % is no sanction of this', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sanction_is_what_was_decided';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER sanction_is_what_was_decided BEFORE INSERT
    ON benefits_sanction FOR EACH ROW EXECUTE FUNCTION benefits_sanction_is_what_was_decided();
"""
NO_SANCTION = """
DROP TRIGGER sanction_is_what_was_decided ON benefits_sanction;
DROP FUNCTION benefits_sanction_is_what_was_decided();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0008_money_runs"),
        ("people", "0005_care_of_a_household"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("GRANT", "toekennen"),
                    ("REFUSE", "weigeren"),
                    ("REVISE", "herzien"),
                    ("STOP", "stopzetten"),
                    ("RECOVER", "terugvorderen"),
                    ("WAIVE", "afzien van terugvordering"),
                    ("SANCTION", "schorsen als sanctie"),
                    ("ABROAD", "blijven betalen in het buitenland"),
                    ("INCOMPETENT", "onbevoegd verklaren"),
                ],
                max_length=12,
                verbose_name="wat",
            ),
        ),
        migrations.AlterField(
            model_name="decisionproposal",
            name="kind",
            field=models.CharField(
                choices=[
                    ("GRANT", "toekennen"),
                    ("REFUSE", "weigeren"),
                    ("REVISE", "herzien"),
                    ("STOP", "stopzetten"),
                    ("RECOVER", "terugvorderen"),
                    ("WAIVE", "afzien van terugvordering"),
                    ("SANCTION", "schorsen als sanctie"),
                    ("ABROAD", "blijven betalen in het buitenland"),
                    ("INCOMPETENT", "onbevoegd verklaren"),
                ],
                max_length=12,
                verbose_name="wat",
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="reason",
            field=models.CharField(
                choices=[
                    ("HOUSEHOLD_CHANGED", "het gezin is veranderd"),
                    ("RATE_CHANGED", "de bedragen zijn veranderd"),
                    ("YEARLY", "jaarlijks onderzoek"),
                    ("GUIDELINE_CHANGED", "de richtlijn is veranderd"),
                    ("NEW_FACTS", "nieuwe feiten"),
                    ("NOT_RATIFIED", "het comité bekrachtigde niet"),
                    ("PAID_OTHERWISE", "er is al iets anders betaald"),
                ],
                max_length=20,
                verbose_name="omdat",
            ),
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="toelichting")),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, max_length=400, verbose_name="waarom ingetrokken"),
                ),
                (
                    "fault",
                    models.CharField(
                        choices=[
                            ("DECLARATION", "onjuiste of onvolledige aangifte"),
                            ("FRAUD", "bedrog"),
                            ("PROJECT", "het GPMI niet nageleefd"),
                        ],
                        max_length=12,
                        verbose_name="waarvoor",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(verbose_name="maanden")),
                ("percent", models.PositiveSmallIntegerField(default=100, verbose_name="procent")),
                ("conditional", models.BooleanField(default=False, verbose_name="met uitstel")),
                ("fact_on", models.DateField(verbose_name="dag van de feiten")),
                ("notified_on", models.DateField(verbose_name="ter kennis gebracht op")),
                (
                    "earlier_on",
                    models.DateField(blank=True, null=True, verbose_name="vorige sanctie van"),
                ),
                (
                    "notice_on",
                    models.DateField(blank=True, null=True, verbose_name="aangemaand op"),
                ),
                ("advice_on", models.DateField(blank=True, null=True, verbose_name="advies van")),
                (
                    "heard",
                    models.CharField(
                        choices=[
                            ("HEARD", "gehoord"),
                            ("DID_NOT_COME", "uitgenodigd, niet gekomen"),
                            ("DID_NOT_ASK", "ingelicht over het hoorrecht, vroeg het niet"),
                        ],
                        max_length=12,
                        verbose_name="hoorrecht",
                    ),
                ),
                ("heard_on", models.DateField(verbose_name="gehoord of uitgenodigd op")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="benefits.sanction",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="benefits.decision",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.household",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sanctie",
                "verbose_name_plural": "sancties",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="sanction_not_backwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__isnull", False)), name="sanction_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 1), ("percent__lte", 100)),
                        name="sanction_of_a_part_or_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fault", "PROJECT"), _negated=True),
                            models.Q(
                                ("advice_on__gte", models.F("notice_on")),
                                ("notice_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="project_sanction_after_notice_and_advice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fact_on__lte", models.F("notified_on")),
                            ("heard_on__lte", models.F("notified_on")),
                        ),
                        name="sanction_heard_before_notified",
                    ),
                    models.UniqueConstraint(
                        models.F("decision"),
                        condition=models.Q(("withdrawn_at", None)),
                        name="one_sanction_a_decision",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("conditional", False), ("withdrawn_at", None)),
                        expressions=[
                            ("person", "="),
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
                        name="one_sanction_at_a_time",
                        violation_error_message="Voor deze persoon loopt dan al een sanctie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_why", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sanction_withdrawn_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayAbroad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="toelichting")),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, max_length=400, verbose_name="waarom ingetrokken"),
                ),
                ("reported_on", models.DateField(verbose_name="gemeld op")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="benefits.stayabroad",
                    ),
                ),
                (
                    "exceptional_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays_abroad",
                        to="benefits.decision",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.household",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verblijf in het buitenland",
                "verbose_name_plural": "verblijven in het buitenland",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="abroad_takes_days",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        expressions=[
                            ("person", "="),
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
                        name="one_stay_abroad_at_a_time",
                        violation_error_message="Voor deze persoon staat dan al een verblijf in het buitenland.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_why", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="abroad_withdrawn_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(ABROAD, NO_ABROAD),
        migrations.RunSQL(SANCTION, NO_SANCTION),
        stays_as_written(
            "benefits_stayabroad", may_change=("ends_on", "exceptional_by_id", *WITHDRAWN)
        ),
        stays_as_written("benefits_sanction", may_change=WITHDRAWN),
    ]
