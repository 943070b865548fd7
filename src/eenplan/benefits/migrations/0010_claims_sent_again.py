"""A claim the State refused may go out again, once for each refusal."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.core.written import stays_as_written

REFUSED = """
CREATE FUNCTION benefits_only_the_refused_goes_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM benefits_stateclaim WHERE id = NEW.claim_id
            AND state = 'REFUSED' AND statement_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'claim % was not refused', NEW.claim_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'only_the_refused_goes_again';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_the_refused_goes_again BEFORE INSERT ON benefits_claimsentagain
    FOR EACH ROW EXECUTE FUNCTION benefits_only_the_refused_goes_again();
"""
NOT_REFUSED = """
DROP TRIGGER only_the_refused_goes_again ON benefits_claimsentagain;
DROP FUNCTION benefits_only_the_refused_goes_again();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0009_stays_and_sanctions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimSentAgain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(max_length=400, verbose_name="wat er verbeterd is")),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_again",
                        to="benefits.stateclaim",
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
                "verbose_name": "nieuwe indiening",
                "verbose_name_plural": "nieuwe indieningen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="sent_again_says_why"
                    )
                ],
            },
        ),
        migrations.RunSQL(REFUSED, NOT_REFUSED),
        stays_as_written("benefits_claimsentagain"),
    ]
