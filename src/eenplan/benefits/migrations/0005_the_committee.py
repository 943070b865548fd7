"""What the committee needs besides: leaving an item, ratifying incompetence, a session that is done."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.core.written import stays_as_written

# A session is closed when all on its agenda was treated, and stays closed as it is.
CLOSED = """
CREATE FUNCTION benefits_closed_session_is_treated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a closed session is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_session_stays';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.closed_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM benefits_agendaitem WHERE session_id = NEW.id AND outcome = ''
    ) THEN
        RAISE EXCEPTION 'session % has items that were not treated', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_session_is_treated';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER closed_session_is_treated BEFORE UPDATE OR DELETE ON benefits_committeesession
    FOR EACH ROW EXECUTE FUNCTION benefits_closed_session_is_treated();
"""
NOT_CLOSED = """
DROP TRIGGER closed_session_is_treated ON benefits_committeesession;
DROP FUNCTION benefits_closed_session_is_treated();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0004_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="waarom")),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
            ],
            options={
                "verbose_name": "onthouding bij een punt",
                "verbose_name_plural": "onthoudingen bij een punt",
            },
        ),
        migrations.RemoveConstraint(
            model_name="agendaitem",
            name="item_has_one_subject",
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="competence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ratifications",
                to="benefits.competencecheck",
            ),
        ),
        migrations.AddField(
            model_name="decisionproposal",
            name="spared",
            field=models.BooleanField(
                default=False,
                verbose_name="vergissing van het centrum die de cliënt niet kon kennen",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="cause",
            field=models.CharField(
                blank=True, max_length=64, verbose_name="kenmerk van de oorzaak"
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
                ],
                max_length=20,
                verbose_name="omdat",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("competence", None), ("proposal__isnull", False), ("ratifies", None)),
                    models.Q(("competence", None), ("proposal", None), ("ratifies__isnull", False)),
                    models.Q(("competence__isnull", False), ("proposal", None), ("ratifies", None)),
                    _connector="OR",
                ),
                name="item_has_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                models.F("competence"),
                condition=models.Q(("outcome", "POSTPONED"), _negated=True),
                name="incompetence_ratified_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                models.F("application"),
                condition=models.Q(("urgent_by__isnull", False)),
                name="urgent_aid_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.UniqueConstraint(
                models.F("application"),
                condition=models.Q(("head_answer", "")),
                name="one_open_proposal",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recusals",
                to="benefits.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                models.F("item"), models.F("user"), name="leaves_an_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="leaving_says_why"
            ),
        ),
        stays_as_written("benefits_recusal", may_go=True),
        migrations.RunSQL(CLOSED, NOT_CLOSED),
    ]
