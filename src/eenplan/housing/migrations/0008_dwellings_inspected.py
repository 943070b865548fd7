"""Inspections, works, contracts and costs of dwellings; nobody moves in before an approval."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.housing import first_checklist

# What the last verdict on a dwelling says; an approval after works counts once they are done.
# A place without a dwelling's verdict, or whose approval has run out, takes nobody in.
TRIGGERS = """
CREATE FUNCTION housing_inspected_until(dwelling bigint, day date) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN last.verdict = 'APPROVED' THEN last.valid_until
        WHEN last.verdict = 'AFTER_WORKS' AND NOT EXISTS (
            SELECT 1 FROM housing_work work
            WHERE work.inspection_id = last.id AND work.done_on IS NULL
        ) THEN last.valid_until
    END
    FROM housing_inspection last
    WHERE last.dwelling_id = dwelling AND last.decided_on <= day
    ORDER BY last.decided_on DESC, last.id DESC LIMIT 1
$$;

CREATE FUNCTION housing_stay_is_inspected() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    house bigint;
    until date;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.place_id = OLD.place_id AND NEW.starts_on = OLD.starts_on THEN
        RETURN NEW;
    END IF;
    SELECT dwelling_id INTO house FROM housing_place WHERE id = NEW.place_id;
    -- A verdict that is being written waits for this stay, or this stay for the verdict.
    PERFORM 1 FROM housing_dwelling WHERE id = house FOR KEY SHARE;
    until := housing_inspected_until(house, NEW.starts_on);
    IF until IS NULL OR until <= NEW.starts_on THEN
        RAISE EXCEPTION 'inspected_before_stay: place % has no approval on %', NEW.place_id, NEW.starts_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspected_before_stay';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER inspected_before_stay
    BEFORE INSERT OR UPDATE OF place_id, starts_on ON housing_stay
    FOR EACH ROW EXECUTE FUNCTION housing_stay_is_inspected();

CREATE FUNCTION housing_verdict_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    missing int;
    worst text;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.verdict <> '' AND (
        NEW.verdict <> OLD.verdict OR NEW.decided_on <> OLD.decided_on
        OR NEW.dwelling_id <> OLD.dwelling_id OR NEW.valid_until > OLD.valid_until
    ) THEN
        RAISE EXCEPTION 'verdict_stands: a verdict is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_stands';
    END IF;
    IF NEW.kind <> 'VISIT' OR NEW.verdict NOT IN ('APPROVED', 'AFTER_WORKS') THEN
        RETURN NEW;
    END IF;
    SELECT count(*) FILTER (WHERE said.answer = ''),
           max(item.category) FILTER (WHERE said.answer = ANY (item.defect))
        INTO missing, worst
        FROM housing_inspectionanswer said
        JOIN housing_checklistitem item ON item.id = said.item_id
        WHERE said.inspection_id = NEW.id;
    IF missing > 0 OR NOT EXISTS (
        SELECT 1 FROM housing_inspectionanswer WHERE inspection_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'approval_is_complete: the checklist is not complete'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_is_complete';
    END IF;
    IF worst = 'III' OR (worst = 'II' AND NEW.verdict = 'APPROVED') THEN
        RAISE EXCEPTION 'approval_without_danger: a defect stands in the way'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_without_danger';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER verdict_holds
    BEFORE INSERT OR UPDATE ON housing_inspection
    FOR EACH ROW EXECUTE FUNCTION housing_verdict_holds();

CREATE FUNCTION housing_answer_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM housing_inspection
        WHERE id = COALESCE(NEW.inspection_id, OLD.inspection_id) AND verdict <> '';
    IF FOUND THEN
        RAISE EXCEPTION 'answers_before_verdict: the inspection has its verdict'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answers_before_verdict';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER answers_before_verdict
    BEFORE INSERT OR UPDATE OR DELETE ON housing_inspectionanswer
    FOR EACH ROW EXECUTE FUNCTION housing_answer_is_open();

CREATE FUNCTION housing_cost_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'cost_stands: a cost is not changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'cost_stands';
END $$;

CREATE TRIGGER cost_stands
    BEFORE UPDATE OR DELETE ON housing_costline
    FOR EACH ROW EXECUTE FUNCTION housing_cost_stands();

CREATE FUNCTION housing_cost_is_sound() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong housing_costline;
BEGIN
    IF NEW.place_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM housing_place WHERE id = NEW.place_id AND dwelling_id = NEW.dwelling_id
    ) THEN
        RAISE EXCEPTION 'cost_within_dwelling: the place is in another dwelling'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cost_within_dwelling';
    END IF;
    IF NEW.corrects_id IS NOT NULL THEN
        SELECT * INTO wrong FROM housing_costline WHERE id = NEW.corrects_id;
        IF (wrong.dwelling_id, wrong.kind, wrong.amount_cents)
            IS DISTINCT FROM (NEW.dwelling_id, NEW.kind, -NEW.amount_cents)
            OR wrong.place_id IS DISTINCT FROM NEW.place_id OR wrong.corrects_id IS NOT NULL
        THEN
            RAISE EXCEPTION 'correction_takes_back: a correction takes back the whole line'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_takes_back';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cost_is_sound
    BEFORE INSERT ON housing_costline
    FOR EACH ROW EXECUTE FUNCTION housing_cost_is_sound();
"""
NO_TRIGGERS = """
DROP TRIGGER cost_is_sound ON housing_costline;
DROP FUNCTION housing_cost_is_sound();
DROP TRIGGER cost_stands ON housing_costline;
DROP FUNCTION housing_cost_stands();
DROP TRIGGER answers_before_verdict ON housing_inspectionanswer;
DROP FUNCTION housing_answer_is_open();
DROP TRIGGER verdict_holds ON housing_inspection;
DROP FUNCTION housing_verdict_holds();
DROP TRIGGER inspected_before_stay ON housing_stay;
DROP FUNCTION housing_stay_is_inspected();
DROP FUNCTION housing_inspected_until(bigint, date);
"""

# What was in use before anybody was asked to inspect here: taken over for a year from today.
TAKE_OVER = """
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO housing_inspection
    (dwelling_id, kind, decided_on, verdict, valid_until, note, version)
SELECT used.dwelling_id, 'TAKEN_OVER', min(used.day), 'APPROVED',
    (GREATEST(CURRENT_DATE, max(used.last_day)) + interval '12 months')::date,
    'Overgenomen bij de start van de controles: niet door ons nagekeken.', 1
FROM (
    SELECT place.dwelling_id, status.starts_on AS day, status.starts_on AS last_day
        FROM housing_placestatus status JOIN housing_place place ON place.id = status.place_id
        WHERE status.state IN ('TO_CLEAN', 'TO_REFRESH', 'TO_RENOVATE', 'READY')
    UNION ALL
    SELECT place.dwelling_id, stay.starts_on, stay.starts_on
        FROM housing_stay stay JOIN housing_place place ON place.id = stay.place_id
) used
GROUP BY used.dwelling_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


def add_checklist(apps, schema_editor):
    first_checklist.add_first(
        apps.get_model("housing", "Checklist"), apps.get_model("housing", "ChecklistItem")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0007_following_up_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="versie")),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                ("evidence", models.CharField(max_length=8, verbose_name="bewijs")),
                ("verified", models.BooleanField(default=False, verbose_name="nagekeken")),
            ],
            options={
                "verbose_name": "controlelijst",
                "verbose_name_plural": "controlelijsten",
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="place",
            name="contingent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="housing.contingent",
            ),
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("question", models.CharField(max_length=200, verbose_name="vraag")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="uitleg")),
                (
                    "category",
                    models.CharField(
                        choices=[("I", "klein"), ("II", "ernstig"), ("III", "gevaar")],
                        max_length=3,
                        verbose_name="ernst",
                    ),
                ),
                (
                    "defect",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("YES", "ja"),
                                ("NO", "nee"),
                                ("UNKNOWN", "weet niet"),
                                ("NA", "niet van toepassing"),
                            ],
                            max_length=8,
                        ),
                        size=None,
                        verbose_name="gebrek bij",
                    ),
                ),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        default=list,
                        size=None,
                        verbose_name="vormen",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                        verbose_name="soorten",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                ("evidence", models.CharField(max_length=8, verbose_name="bewijs")),
                ("verified", models.BooleanField(default=False, verbose_name="nagekeken")),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="housing.checklist",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag",
                "verbose_name_plural": "vragen",
                "ordering": ["checklist", "position"],
            },
        ),
        migrations.CreateModel(
            name="Contract",
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
                    "rent_cents",
                    models.PositiveIntegerField(default=0, verbose_name="huur per maand (cent)"),
                ),
                (
                    "deposit_cents",
                    models.PositiveIntegerField(default=0, verbose_name="waarborg (cent)"),
                ),
                (
                    "deposit_paid_on",
                    models.DateField(blank=True, null=True, verbose_name="waarborg betaald op"),
                ),
                (
                    "deposit_returned_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="waarborg teruggekregen op"
                    ),
                ),
                (
                    "notice_months",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="opzegtermijn (maanden)"
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="getekend op")),
                (
                    "signed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="getekend door"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="opmerking")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="housing.dwelling",
                    ),
                ),
            ],
            options={
                "verbose_name": "contract",
                "verbose_name_plural": "contracten",
                "ordering": ["-starts_on"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("VISIT", "eigen controle"), ("TAKEN_OVER", "overgenomen")],
                        default="VISIT",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="gepland op")),
                ("begun_on", models.DateField(null=True, verbose_name="begonnen op")),
                (
                    "floor_m2",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="vloeroppervlakte (m²)"
                    ),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="oordeel op")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("APPROVED", "goedgekeurd"),
                            ("AFTER_WORKS", "goedgekeurd na werken"),
                            ("REFUSED", "geweigerd"),
                        ],
                        max_length=12,
                        verbose_name="oordeel",
                    ),
                ),
                ("valid_until", models.DateField(null=True, verbose_name="geldig tot")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="opmerking")),
                ("cancelled_on", models.DateField(null=True, verbose_name="afgelast op")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "checklist",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.checklist",
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="housing.dwelling",
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="woningcontroleur",
                    ),
                ),
            ],
            options={
                "verbose_name": "controle",
                "verbose_name_plural": "controles",
                "ordering": ["-decided_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="InspectionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("YES", "ja"),
                            ("NO", "nee"),
                            ("UNKNOWN", "weet niet"),
                            ("NA", "niet van toepassing"),
                        ],
                        max_length=8,
                        verbose_name="antwoord",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="opmerking")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="bewaard om")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="housing.inspection",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.checklistitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord",
                "verbose_name_plural": "antwoorden",
                "ordering": ["item__position"],
            },
        ),
        migrations.CreateModel(
            name="InspectionPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.UUIDField(unique=True, verbose_name="bestand")),
                (
                    "caption",
                    models.CharField(blank=True, max_length=120, verbose_name="bijschrift"),
                ),
                ("width", models.PositiveIntegerField(verbose_name="breedte")),
                ("height", models.PositiveIntegerField(verbose_name="hoogte")),
                ("added_at", models.DateTimeField(verbose_name="toegevoegd om")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="housing.inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "foto",
                "verbose_name_plural": "foto's",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CLEAN", "kuisen"),
                            ("REFRESH", "opfrissen"),
                            ("RENOVATE", "renoveren"),
                        ],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="wat")),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("OWN_CREW", "eigen ploeg"),
                            ("CONTRACTOR", "aannemer"),
                            ("PROVIDER", "aanbieder"),
                        ],
                        max_length=10,
                        verbose_name="door",
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="wie")),
                (
                    "cost_cents",
                    models.PositiveIntegerField(default=0, verbose_name="geraamde kost (cent)"),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="begint op")),
                ("ready_on", models.DateField(blank=True, null=True, verbose_name="klaar op")),
                ("done_on", models.DateField(null=True, verbose_name="gedaan op")),
                ("dropped_on", models.DateField(null=True, verbose_name="geschrapt op")),
                (
                    "dropped_why",
                    models.CharField(blank=True, max_length=200, verbose_name="waarom geschrapt"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="works",
                        to="housing.dwelling",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="works",
                        to="housing.inspection",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="works",
                        to="housing.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "werk",
                "verbose_name_plural": "werken",
                "ordering": ["ready_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CostLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(blank=True, null=True, verbose_name="maand")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RENT", "huur"),
                            ("DEPOSIT", "waarborg"),
                            ("WORKS", "werken"),
                            ("OTHER", "andere kosten"),
                        ],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("amount_cents", models.BigIntegerField(verbose_name="bedrag (cent)")),
                ("booked_on", models.DateField(verbose_name="datum")),
                ("what", models.CharField(max_length=200, verbose_name="wat")),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="housing.contract",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="housing.costline",
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="housing.dwelling",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="housing.place",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="housing.work",
                    ),
                ),
            ],
            options={
                "verbose_name": "kost",
                "verbose_name_plural": "kosten",
                "ordering": ["-booked_on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="checklistitem",
            constraint=models.UniqueConstraint(
                models.F("checklist"), models.F("code"), name="one_question_per_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                name="contract_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deposit_returned_on", None),
                    models.Q(
                        ("deposit_paid_on__isnull", False),
                        ("deposit_returned_on__gte", models.F("deposit_paid_on")),
                    ),
                    _connector="OR",
                ),
                name="deposit_returned_after_payment",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("dwelling", "="),
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
                name="one_contract_at_a_time",
                violation_error_message="Er loopt in die periode al een contract.",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["dwelling", "-decided_on"], name="last_verdict"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on", None), ("verdict", "")),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True), ("decided_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="verdict_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("valid_until", None), ("verdict__in", ["", "REFUSED"])),
                    models.Q(
                        ("valid_until__gt", models.F("decided_on")),
                        ("verdict__in", ["APPROVED", "AFTER_WORKS"]),
                    ),
                    _connector="OR",
                ),
                name="approval_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "VISIT"), models.Q(("verdict", ""), _negated=True), _connector="OR"
                ),
                name="taken_over_has_a_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancelled_on", None), ("verdict", ""), _connector="OR"),
                name="verdict_is_not_cancelled",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_on", None), ("verdict", "")),
                fields=("dwelling",),
                name="one_inspection_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionanswer",
            constraint=models.UniqueConstraint(
                models.F("inspection"), models.F("item"), name="one_answer_per_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.CheckConstraint(
                condition=models.Q(("ready_on__gte", models.F("planned_on"))),
                name="work_ready_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on", None), ("dropped_on", None), _connector="OR"),
                name="work_done_or_dropped",
            ),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dropped_on", None),
                    models.Q(("dropped_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="dropped_work_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents", 0), _negated=True), name="cost_is_not_nothing"
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects", None)),
                fields=("contract", "month"),
                name="rent_of_a_month_once",
            ),
        ),
        migrations.RunPython(add_checklist, migrations.RunPython.noop),
        migrations.RunSQL(TAKE_OVER, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
