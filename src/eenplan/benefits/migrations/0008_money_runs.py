"""What a run is filled with, its file, and the promises of its freeze."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.core.written import stays_as_written

# Under the lock of the run nobody adds or takes; so what is counted at the freeze is all there is.
RUNS = """
CREATE FUNCTION benefits_frozen_candidates_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stand text;
BEGIN
    SELECT state INTO stand FROM benefits_paymentrun
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.run_id ELSE NEW.run_id END FOR SHARE;
    IF stand <> 'OPEN' THEN
        RAISE EXCEPTION 'the run of this candidate is not open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_candidates_stay';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_candidates_stay BEFORE INSERT OR UPDATE OR DELETE ON benefits_runcandidate
    FOR EACH ROW EXECUTE FUNCTION benefits_frozen_candidates_stay();

CREATE FUNCTION benefits_frozen_withholdings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stand text;
BEGIN
    SELECT run.state INTO stand FROM benefits_paymentrun run
        JOIN benefits_payment payment ON payment.run_id = run.id
        WHERE payment.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.payment_id ELSE NEW.payment_id END
        FOR SHARE OF run;
    IF stand <> 'OPEN' THEN
        RAISE EXCEPTION 'the run of this payment is frozen'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_withholdings_stay';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_withholdings_stay BEFORE INSERT OR UPDATE OR DELETE ON benefits_withholding
    FOR EACH ROW EXECUTE FUNCTION benefits_frozen_withholdings_stay();

CREATE FUNCTION benefits_frozen_run_is_complete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted int;
    total bigint;
BEGIN
    SELECT count(*), coalesce(sum(net_cents), 0) INTO counted, total
        FROM benefits_payment WHERE run_id = NEW.id;
    IF total <> NEW.total_cents OR counted <> coalesce(NEW.payments_count, counted)
        OR EXISTS (SELECT 1 FROM benefits_runcandidate WHERE run_id = NEW.id AND state = 'WAITING')
    THEN
        RAISE EXCEPTION 'run % has % payments of % cents, or grants that wait', NEW.id, counted, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_run_is_complete';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER frozen_run_is_complete BEFORE UPDATE OF state ON benefits_paymentrun
    FOR EACH ROW WHEN (OLD.state = 'OPEN' AND NEW.state = 'FROZEN')
    EXECUTE FUNCTION benefits_frozen_run_is_complete();

CREATE FUNCTION benefits_frozen_run_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'approved_by_id', 'approved_at', 'exported_by_id',
        'exported_at', 'version'];
BEGIN
    IF TG_OP = 'DELETE' OR NEW.state = 'OPEN'
        OR (to_jsonb(NEW) - later) IS DISTINCT FROM (to_jsonb(OLD) - later) THEN
        RAISE EXCEPTION 'run % is frozen', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_run_stays';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER frozen_run_stays BEFORE UPDATE OR DELETE ON benefits_paymentrun
    FOR EACH ROW WHEN (OLD.state <> 'OPEN') EXECUTE FUNCTION benefits_frozen_run_stays();
"""
NO_RUNS = """
DROP TRIGGER frozen_run_stays ON benefits_paymentrun;
DROP FUNCTION benefits_frozen_run_stays();
DROP TRIGGER frozen_run_is_complete ON benefits_paymentrun;
DROP FUNCTION benefits_frozen_run_is_complete();
DROP TRIGGER frozen_withholdings_stay ON benefits_withholding;
DROP FUNCTION benefits_frozen_withholdings_stay();
DROP TRIGGER frozen_candidates_stay ON benefits_runcandidate;
DROP FUNCTION benefits_frozen_candidates_stay();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0007_claims"),
        ("people", "0004_team_over_has_nobody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RunCandidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "nog te berekenen"),
                            ("PAID", "in de betaalrun"),
                            ("HELD", "tegengehouden"),
                            ("NOTHING", "niets te betalen"),
                        ],
                        default="WAITING",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NO_ACCOUNT", "geen rekening gekend"),
                            ("NOT_CONFIRMED", "rekening nog niet bevestigd"),
                            ("JUST_CHANGED", "rekening kort voor de run gewijzigd"),
                            ("PAID_ELSEWHERE", "staat al in een andere betaalrun"),
                            ("NO_RULE", "het bedrag kan niet berekend worden"),
                        ],
                        max_length=16,
                        verbose_name="reden",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vrijgegeven op"),
                ),
            ],
            options={
                "verbose_name": "kandidaat",
                "verbose_name_plural": "kandidaten",
                "ordering": ["grant"],
            },
        ),
        migrations.CreateModel(
            name="RunFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.BinaryField(verbose_name="inhoud")),
                ("size", models.PositiveIntegerField(verbose_name="grootte")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
            ],
            options={
                "verbose_name": "betaalbestand",
                "verbose_name_plural": "betaalbestanden",
            },
        ),
        migrations.CreateModel(
            name="Withholding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cents", models.BigIntegerField(verbose_name="bedrag")),
                ("carried", models.BooleanField(default=False, verbose_name="eerder ingehouden")),
            ],
            options={
                "verbose_name": "inhouding",
                "verbose_name_plural": "inhoudingen",
            },
        ),
        migrations.AddField(
            model_name="journalline",
            name="period",
            field=models.DateField(null=True, verbose_name="voor de periode van"),
        ),
        migrations.AddField(
            model_name="journalline",
            name="recovery",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="benefits.recovery",
            ),
        ),
        migrations.AddIndex(
            model_name="journalline",
            index=models.Index(fields=["grant", "period"], name="line_of_grant"),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.UniqueConstraint(
                models.F("period"),
                models.F("component"),
                condition=models.Q(("state", "OPEN")),
                name="one_open_run_per_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CANCELLED"), _negated=True),
                    ("exported_at", None),
                    _connector="OR",
                ),
                name="what_left_is_not_cancelled",
            ),
        ),
        migrations.AddField(
            model_name="runcandidate",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="candidacies",
                to="benefits.grant",
            ),
        ),
        migrations.AddField(
            model_name="runcandidate",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="runcandidate",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="candidates",
                to="benefits.paymentrun",
            ),
        ),
        migrations.AddField(
            model_name="runfile",
            name="run",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="file",
                to="benefits.paymentrun",
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="advance",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settled_by",
                to="benefits.grant",
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="withholdings",
                to="benefits.payment",
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="recovery",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withholdings",
                to="benefits.recovery",
            ),
        ),
        migrations.AddIndex(
            model_name="runcandidate",
            index=models.Index(fields=["run", "state", "grant"], name="candidate_of_run"),
        ),
        migrations.AddConstraint(
            model_name="runcandidate",
            constraint=models.UniqueConstraint(
                models.F("run"), models.F("grant"), name="one_candidate_per_grant"
            ),
        ),
        migrations.AddConstraint(
            model_name="runcandidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "HELD"), models.Q(("reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "HELD"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="held_back_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="runcandidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at", None), ("released_by", None)),
                    models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                    _connector="OR",
                ),
                name="released_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("advance", None), ("recovery__isnull", False)),
                    models.Q(("advance__isnull", False), ("recovery", None)),
                    _connector="OR",
                ),
                name="withheld_for_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="withheld_is_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.UniqueConstraint(
                models.F("payment"), models.F("recovery"), name="withheld_once_for_a_recovery"
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.UniqueConstraint(
                models.F("payment"), models.F("advance"), name="withheld_once_for_an_advance"
            ),
        ),
        migrations.AddField(
            model_name="paymentrun",
            name="debtor",
            field=models.JSONField(default=dict, verbose_name="betaald van"),
        ),
        stays_as_written("benefits_runfile"),
        # A line nobody recognised may be recognised later, when another message was read.
        migrations.RunSQL(
            "DROP TRIGGER benefits_bankfile_stays_as_written ON benefits_bankfile;",
            "CREATE TRIGGER benefits_bankfile_stays_as_written BEFORE UPDATE OR DELETE "
            "ON benefits_bankfile FOR EACH ROW EXECUTE FUNCTION core_stays_as_written();",
        ),
        stays_as_written("benefits_bankfile", may_change=("matched", "unmatched")),
        migrations.RunSQL(RUNS, NO_RUNS),
    ]
