"""Grounds of claims, corrections of what was exported, and what stays as it was sent."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

# What the State has in hand is corrected by a next row; only its answer is written beside it.
EXPORTED = """
CREATE FUNCTION benefits_exported_claim_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'answer'];
BEGIN
    IF OLD.statement_id IS NOT NULL AND (TG_OP = 'DELETE'
        OR (to_jsonb(NEW) - later) IS DISTINCT FROM (to_jsonb(OLD) - later)) THEN
        RAISE EXCEPTION 'claim % went out in a statement', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'exported_claim_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER exported_claim_stays BEFORE UPDATE OR DELETE ON benefits_stateclaim
    FOR EACH ROW EXECUTE FUNCTION benefits_exported_claim_stays();
"""
NOT_EXPORTED = """
DROP TRIGGER exported_claim_stays ON benefits_stateclaim;
DROP FUNCTION benefits_exported_claim_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0006_letters"),
        ("people", "0004_team_over_has_nobody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimGround",
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
                    "law",
                    models.CharField(
                        choices=[
                            ("RMI", "wet van 26 mei 2002 (leefloon)"),
                            ("L1965", "wet van 2 april 1965"),
                        ],
                        max_length=6,
                        verbose_name="wet",
                    ),
                ),
                (
                    "case",
                    models.CharField(
                        choices=[
                            ("ORDINARY", "gewone toelage (ingeschreven in het bevolkingsregister)"),
                            ("HOMELESS", "verloor de hoedanigheid van dakloze (art. 41)"),
                            (
                                "FOREIGNERS_REGISTER",
                                "ingeschreven in het vreemdelingenregister (art. 43)",
                            ),
                            (
                                "EXCLUDED_2026",
                                "verloor de werkloosheidsuitkering, aanvraag voor juli 2026",
                            ),
                            (
                                "EXCLUDED_LATER",
                                "verloor de werkloosheidsuitkering, aanvraag vanaf juli 2026",
                            ),
                            (
                                "NON_BELGIAN",
                                "niet in het bevolkingsregister, 100 % (wet 1965, art. 5 §1)",
                            ),
                            (
                                "ASYLUM_ELSEWHERE",
                                "verzoeker die elders verblijft, 50 % (art. 5 §2)",
                            ),
                            ("DISSUASION", "onvoldoende opvang, 0 % (art. 5 §2bis)"),
                            ("NONE", "de Staat betaalt deze steun niet terug"),
                        ],
                        max_length=24,
                        verbose_name="grond",
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="ingeschreven of niet meer dakloos sinds",
                    ),
                ),
                (
                    "requested_on",
                    models.DateField(blank=True, null=True, verbose_name="aanvraag van"),
                ),
                (
                    "is_protected",
                    models.BooleanField(default=False, verbose_name="tijdelijke bescherming"),
                ),
                (
                    "first_aid_on",
                    models.DateField(blank=True, null=True, verbose_name="eerste steun op"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("FILE", "het dossier"),
                            ("CLIENT", "verklaring van de cliënt"),
                            ("DOCUMENT", "document"),
                            ("REGISTER", "register of kruispuntbank"),
                            ("HOME_VISIT", "huisbezoek"),
                            ("OTHER", "andere bron"),
                        ],
                        max_length=12,
                        verbose_name="bron",
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=200, verbose_name="welke")),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
            ],
            options={
                "verbose_name": "grond van terugvraag",
                "verbose_name_plural": "gronden van terugvraag",
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="aidnotice",
            options={
                "ordering": ["pk"],
                "verbose_name": "melding aan de Staat",
                "verbose_name_plural": "meldingen aan de Staat",
            },
        ),
        migrations.RemoveConstraint(
            model_name="stateclaim",
            name="claimed_once_a_month",
        ),
        migrations.RemoveConstraint(
            model_name="stateclaim",
            name="every_euro_is_claimed_or_explained",
        ),
        migrations.AddField(
            model_name="coststatement",
            name="claimed_cents",
            field=models.BigIntegerField(default=0, verbose_name="teruggevraagd"),
        ),
        migrations.AddField(
            model_name="coststatement",
            name="data",
            field=models.TextField(default="{}", verbose_name="inhoud als JSON"),
        ),
        migrations.AddField(
            model_name="coststatement",
            name="lines",
            field=models.PositiveIntegerField(default=0, verbose_name="lijnen"),
        ),
        migrations.AddField(
            model_name="coststatement",
            name="supplement_cents",
            field=models.BigIntegerField(default=0, verbose_name="supplement"),
        ),
        migrations.AddField(
            model_name="integrationproject",
            name="presented_on",
            field=models.DateField(blank=True, null=True, verbose_name="voorgelegd op"),
        ),
        migrations.AddField(
            model_name="stateclaim",
            name="answer",
            field=models.CharField(
                blank=True, max_length=400, verbose_name="antwoord van de Staat"
            ),
        ),
        migrations.AddField(
            model_name="stateclaim",
            name="case",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ORDINARY", "gewone toelage (ingeschreven in het bevolkingsregister)"),
                    ("HOMELESS", "verloor de hoedanigheid van dakloze (art. 41)"),
                    ("FOREIGNERS_REGISTER", "ingeschreven in het vreemdelingenregister (art. 43)"),
                    ("EXCLUDED_2026", "verloor de werkloosheidsuitkering, aanvraag voor juli 2026"),
                    (
                        "EXCLUDED_LATER",
                        "verloor de werkloosheidsuitkering, aanvraag vanaf juli 2026",
                    ),
                    ("NON_BELGIAN", "niet in het bevolkingsregister, 100 % (wet 1965, art. 5 §1)"),
                    ("ASYLUM_ELSEWHERE", "verzoeker die elders verblijft, 50 % (art. 5 §2)"),
                    ("DISSUASION", "onvoldoende opvang, 0 % (art. 5 §2bis)"),
                    ("NONE", "de Staat betaalt deze steun niet terug"),
                ],
                max_length=24,
                verbose_name="grond",
            ),
        ),
        migrations.AddField(
            model_name="stateclaim",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="benefits.stateclaim",
            ),
        ),
        migrations.AddField(
            model_name="stateclaim",
            name="is_verified",
            field=models.BooleanField(default=True, verbose_name="met nagekeken parameters"),
        ),
        migrations.AddField(
            model_name="stateclaim",
            name="law",
            field=models.CharField(
                choices=[
                    ("RMI", "wet van 26 mei 2002 (leefloon)"),
                    ("L1965", "wet van 2 april 1965"),
                ],
                default="RMI",
                max_length=6,
                verbose_name="wet",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="stateclaim",
            name="lost_cents",
            field=models.BigIntegerField(default=0, verbose_name="waarvan verloren"),
        ),
        migrations.AddField(
            model_name="stateclaim",
            name="number",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="volgnummer"),
        ),
        migrations.AlterField(
            model_name="aidnotice",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="benefits.decision",
            ),
        ),
        migrations.AlterField(
            model_name="stateclaim",
            name="why",
            field=models.CharField(blank=True, max_length=1000, verbose_name="waarom"),
        ),
        migrations.AddIndex(
            model_name="stateclaim",
            index=models.Index(fields=["month"], name="benefits_st_month_4b5efe_idx"),
        ),
        migrations.AddConstraint(
            model_name="aidnotice",
            constraint=models.UniqueConstraint(
                models.F("decision"),
                condition=models.Q(("refused_on", None)),
                name="one_notice_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="aidnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_on", None),
                        ("accepted_on__gte", models.F("sent_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("refused_on", None),
                        ("refused_on__gte", models.F("sent_on")),
                        _connector="OR",
                    ),
                ),
                name="notice_answered_after_it_was_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="aidnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refused_on", None), models.Q(("answer", ""), _negated=True), _connector="OR"
                ),
                name="refused_notice_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="coststatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__day", 1), ("quarter__month__in", (1, 4, 7, 10))),
                name="statement_of_a_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="integrationproject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("presented_on", None),
                    ("signed_on__gte", models.F("presented_on")),
                    _connector="OR",
                ),
                name="project_signed_after_it_was_presented",
            ),
        ),
        migrations.AddConstraint(
            model_name="stateclaim",
            constraint=models.UniqueConstraint(
                models.F("grant"),
                models.F("month"),
                models.F("number"),
                name="claimed_once_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="stateclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects", None), ("number", 0)),
                    models.Q(("corrects__isnull", False), ("number__gt", 0)),
                    _connector="OR",
                ),
                name="a_correction_names_what_it_corrects",
            ),
        ),
        migrations.AddConstraint(
            model_name="stateclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claimed_cents__gte", 0),
                    ("lost_cents__gte", 0),
                    ("lost_cents__lte", models.F("own_cents")),
                    ("not_yet_cents__gte", 0),
                    ("own_cents__gte", 0),
                    (
                        "paid_cents",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("claimed_cents"), "+", models.F("not_yet_cents")
                            ),
                            "+",
                            models.F("own_cents"),
                        ),
                    ),
                    ("supplement_cents__gte", 0),
                ),
                name="every_euro_is_claimed_or_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="stateclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("statement", None),
                        models.Q(("state__in", ("CLAIMED", "ACCEPTED")), _negated=True),
                    ),
                    models.Q(
                        ("state__in", ("CLAIMED", "ACCEPTED", "REFUSED")),
                        ("statement__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="claimed_in_a_statement",
            ),
        ),
        migrations.AddField(
            model_name="claimground",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claimground",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claim_grounds",
                to="people.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimground",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="claim_ground_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimground",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    ("law", "="),
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
                name="one_claim_ground_at_a_time",
                violation_error_message="Er is dan al een grond.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "case__in",
                            (
                                "ORDINARY",
                                "HOMELESS",
                                "FOREIGNERS_REGISTER",
                                "EXCLUDED_2026",
                                "EXCLUDED_LATER",
                            ),
                        ),
                        ("law", "RMI"),
                    ),
                    models.Q(
                        ("case__in", ("NON_BELGIAN", "ASYLUM_ELSEWHERE", "DISSUASION", "NONE")),
                        ("law", "L1965"),
                    ),
                    _connector="OR",
                ),
                name="claim_ground_of_its_law",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__in", ("HOMELESS", "FOREIGNERS_REGISTER")), _negated=True),
                    ("since__isnull", False),
                    _connector="OR",
                ),
                name="limited_ground_has_its_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__in", ("EXCLUDED_2026", "EXCLUDED_LATER")), _negated=True),
                    ("requested_on__isnull", False),
                    _connector="OR",
                ),
                name="excluded_ground_has_its_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_aid_on", None), ("is_protected", False)),
                    models.Q(
                        ("case", "NON_BELGIAN"),
                        ("first_aid_on__isnull", False),
                        ("is_protected", True),
                    ),
                    _connector="OR",
                ),
                name="protection_has_its_first_aid",
            ),
        ),
        migrations.RunSQL(EXPORTED, NOT_EXPORTED),
    ]
