"""Calls, the people of a host, the terms of an offer; and two things a stay waits for.

`host_checked_before_stay`: nobody moves in with a host family of which not every adult has a
positive check that counts on that day. `no_stay_while_held`: nor into a place whose offer is
paused, dormant, withdrawn or stopped. Who lived there before the offer came in (found privately)
stays: the check follows, the roof does not depend on it.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# The place is locked first: whoever holds an offer or refuses a check locks it too, so that the
# second of the two sees the first.
TRIGGERS = """
CREATE FUNCTION housing_hosts_are_checked(of_offer bigint, day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    WITH adults AS (
        SELECT id FROM housing_hostmember
        WHERE offer_id = of_offer AND starts_on <= day AND (ends_on IS NULL OR ends_on > day)
            AND (birth_date <= day - interval '18 years'
                OR (birth_date IS NULL AND NOT is_minor))
    ), wanted AS (
        SELECT id FROM housing_checktype
        WHERE is_required AND NOT for_minors AND starts_on <= day
            AND (ends_on IS NULL OR ends_on > day)
    )
    SELECT EXISTS (SELECT FROM adults) AND EXISTS (SELECT FROM wanted) AND NOT EXISTS (
        SELECT FROM adults CROSS JOIN wanted WHERE NOT coalesce((
            SELECT verdict = 'POSITIVE' AND valid_until >= day FROM housing_hostcheck
            WHERE member_id = adults.id AND type_id = wanted.id AND shown_on <= day
            ORDER BY shown_on DESC, id DESC LIMIT 1), false));
$$;

CREATE FUNCTION housing_host_checked_before_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place housing_place;
    offer housing_offer;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.place_id = OLD.place_id AND NEW.starts_on = OLD.starts_on THEN
        RETURN NEW;
    END IF;
    SELECT * INTO place FROM housing_place WHERE id = NEW.place_id FOR NO KEY UPDATE;
    IF place.form <> 'HOST_FAMILY' THEN
        RETURN NEW;
    END IF;
    SELECT promise.* INTO offer FROM housing_offer promise
        JOIN housing_dwelling dwelling ON dwelling.offer_id = promise.id
        WHERE dwelling.id = place.dwelling_id;
    IF offer.found_privately AND NEW.starts_on <= offer.received_on THEN
        RETURN NEW;
    END IF;
    IF NOT housing_hosts_are_checked(offer.id, NEW.starts_on) THEN
        RAISE EXCEPTION 'host_checked_before_stay: place %', place.reference
            USING ERRCODE = 'check_violation', CONSTRAINT = 'host_checked_before_stay';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION housing_no_stay_while_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place housing_place;
    hold record;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.place_id = OLD.place_id AND NEW.starts_on = OLD.starts_on THEN
        RETURN NEW;
    END IF;
    SELECT * INTO place FROM housing_place WHERE id = NEW.place_id FOR NO KEY UPDATE;
    SELECT held.kind INTO hold FROM housing_offerhold held
        JOIN housing_dwelling dwelling ON dwelling.offer_id = held.offer_id
        JOIN housing_offer promise ON promise.id = held.offer_id
        WHERE dwelling.id = place.dwelling_id AND held.starts_on <= NEW.starts_on
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND NOT (promise.found_privately AND NEW.starts_on <= promise.received_on)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'no_stay_while_held: place % is %', place.reference, hold.kind
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_stay_while_held';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER host_checked_before_stay
    BEFORE INSERT OR UPDATE OF place_id, starts_on ON housing_stay
    FOR EACH ROW EXECUTE FUNCTION housing_host_checked_before_stay();
CREATE TRIGGER no_stay_while_held
    BEFORE INSERT OR UPDATE OF place_id, starts_on ON housing_stay
    FOR EACH ROW EXECUTE FUNCTION housing_no_stay_while_held();
CREATE INDEX dwelling_by_address ON housing_dwelling (lower(address));
"""
NO_TRIGGERS = """
DROP INDEX dwelling_by_address;
DROP TRIGGER host_checked_before_stay ON housing_stay;
DROP TRIGGER no_stay_while_held ON housing_stay;
DROP FUNCTION housing_host_checked_before_stay();
DROP FUNCTION housing_no_stay_while_held();
DROP FUNCTION housing_hosts_are_checked(bigint, date);
"""

SINCE = "2022-03-14"
NOT_VERIFIED = "Niet vergeleken met de wet. Vraag het na voor u erop steunt."


def first_rows(apps, schema_editor):
    """Write the first checks and reasons; rows like any other, changed on the screen or as data."""
    kind = apps.get_model("housing", "CheckType")
    for country, code, label, required, minors, days in (
        ("BE", "596_2", "uittreksel strafregister voor werken met minderjarigen", 1, 0, 365),
        ("BE", "GESPREK_13", "gesprek met wie 13 tot 17 jaar is", 0, 1, 365),
        ("NL", "VOG", "verklaring omtrent het gedrag (Nederland)", 0, 0, 365),
    ):
        kind.objects.get_or_create(
            country=country,
            code=code,
            starts_on=SINCE,
            defaults={
                "label": label,
                "basis": NOT_VERIFIED,
                "is_required": bool(required),
                "for_minors": bool(minors),
                "valid_days": days,
            },
        )


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0005_wishes_of_households"),
        ("people", "0004_team_over_has_nobody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("country", models.CharField(max_length=2, verbose_name="land")),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("label", models.CharField(max_length=120, verbose_name="soort controle")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="grondslag")),
                (
                    "is_verified",
                    models.BooleanField(default=False, verbose_name="vergeleken met de wet"),
                ),
                ("is_required", models.BooleanField(default=True, verbose_name="hier verplicht")),
                (
                    "for_minors",
                    models.BooleanField(default=False, verbose_name="voor wie 13 tot 17 jaar is"),
                ),
                (
                    "valid_days",
                    models.PositiveSmallIntegerField(default=365, verbose_name="geldig (dagen)"),
                ),
            ],
            options={
                "verbose_name": "soort controle",
                "verbose_name_plural": "soorten controles",
                "ordering": ["country", "label", "starts_on"],
            },
        ),
        migrations.CreateModel(
            name="HostCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shown_on", models.DateField(verbose_name="getoond op")),
                ("valid_until", models.DateField(verbose_name="geldig tot en met")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("POSITIVE", "in orde"), ("NEGATIVE", "niet in orde")],
                        max_length=8,
                        verbose_name="oordeel",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reden")),
            ],
            options={
                "verbose_name": "controle van een persoon",
                "verbose_name_plural": "controles van personen",
                "ordering": ["-shown_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HostMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "role",
                    models.CharField(
                        choices=[("LIVES_THERE", "woont er"), ("STAYS_OFTEN", "verblijft er vaak")],
                        default="LIVES_THERE",
                        max_length=12,
                        verbose_name="woont of verblijft",
                    ),
                ),
                (
                    "birth_date",
                    models.DateField(blank=True, null=True, verbose_name="geboortedatum"),
                ),
                ("is_minor", models.BooleanField(default=False, verbose_name="13 tot 17 jaar")),
            ],
            options={
                "verbose_name": "huisgenoot van de gastheer",
                "verbose_name_plural": "huisgenoten",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OfferCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("called_on", models.DateField(verbose_name="op")),
                (
                    "channel",
                    models.CharField(
                        choices=[("PHONE", "telefoon"), ("EMAIL", "e-mail"), ("VISIT", "bezoek")],
                        max_length=8,
                        verbose_name="via",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("CONFIRMED", "bereikt: het aanbod staat nog"),
                            ("THINKING", "bereikt: denkt nog na"),
                            ("PAUSE", "bereikt: wil een pauze"),
                            ("WITHDRAW", "bereikt: trekt het aanbod in"),
                            ("NO_ANSWER", "niet bereikt"),
                            ("SENT", "bericht gestuurd, nog geen antwoord"),
                            ("WRONG_CONTACT", "nummer of adres klopt niet"),
                        ],
                        max_length=16,
                        verbose_name="resultaat",
                    ),
                ),
                ("agreed", models.CharField(blank=True, max_length=500, verbose_name="afspraak")),
                (
                    "call_back_on",
                    models.DateField(blank=True, null=True, verbose_name="terugbellen op"),
                ),
            ],
            options={
                "verbose_name": "gesprek",
                "verbose_name_plural": "gesprekken",
                "ordering": ["-called_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.CharField(db_index=True, max_length=64, verbose_name="vingerafdruk"),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("WITHDRAWN", "ingetrokken"), ("REJECTED", "afgewezen")],
                        max_length=10,
                        verbose_name="oordeel",
                    ),
                ),
                ("made_on", models.DateField(verbose_name="gemaakt op")),
                ("expires_on", models.DateField(db_index=True, verbose_name="vergeten op")),
            ],
            options={
                "verbose_name": "grafsteen",
                "verbose_name_plural": "grafstenen",
            },
        ),
        migrations.AddField(
            model_name="offer",
            name="children_welcome",
            field=models.BooleanField(default=True, verbose_name="kinderen welkom"),
        ),
        migrations.AddField(
            model_name="offer",
            name="deposit_cents",
            field=models.PositiveIntegerField(default=0, verbose_name="waarborg (cent)"),
        ),
        migrations.AddField(
            model_name="offer",
            name="emptied_on",
            field=models.DateField(blank=True, null=True, verbose_name="gegevens gewist op"),
        ),
        migrations.AddField(
            model_name="offer",
            name="found_privately",
            field=models.BooleanField(default=False, verbose_name="gasten wonen er al"),
        ),
        migrations.AddField(
            model_name="offer",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8),
                default=list,
                size=None,
                verbose_name="talen",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="longest_weeks",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hoogstens (weken)"
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="registered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="remark",
            field=models.CharField(blank=True, max_length=1000, verbose_name="opmerking"),
        ),
        migrations.AddField(
            model_name="offer",
            name="separate_room",
            field=models.BooleanField(blank=True, null=True, verbose_name="aparte kamer met deur"),
        ),
        migrations.AddField(
            model_name="offer",
            name="shortest_weeks",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="minstens (weken)"
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="smoking_allowed",
            field=models.BooleanField(default=False, verbose_name="roken toegelaten"),
        ),
        migrations.AddField(
            model_name="offer",
            name="wished_least",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="liefst minstens"
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="wished_most",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="liefst hoogstens"
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="wishes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("FIXED_DATES", "vaste data, niet langer"),
                        ("PETS_LIVE_HERE", "er wonen huisdieren"),
                        ("VEGETARIAN", "vegetarische keuken"),
                        ("NO_PORK", "keuken zonder varkensvlees"),
                        ("FOOD_ALLERGY", "voedselallergie in huis"),
                        ("QUIET", "rustig huis"),
                    ],
                    max_length=20,
                ),
                default=list,
                size=None,
                verbose_name="wensen",
            ),
        ),
        migrations.AddField(
            model_name="provider",
            name="channel",
            field=models.CharField(
                choices=[("PHONE", "telefoon"), ("EMAIL", "e-mail"), ("VISIT", "bezoek")],
                default="PHONE",
                max_length=8,
                verbose_name="liefst bereikt via",
            ),
        ),
        migrations.AddIndex(
            model_name="provider",
            index=models.Index(
                django.db.models.functions.text.Lower("name"), name="provider_by_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shortest_weeks__gte", 1),
                    ("longest_weeks__gte", models.F("shortest_weeks")),
                    ("longest_weeks__lte", 520),
                ),
                name="offer_terms_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wished_least__gte", 1), ("wished_most__gte", models.F("wished_least"))
                ),
                name="offer_wished_size_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "wishes__contained_by",
                        [
                            "FIXED_DATES",
                            "PETS_LIVE_HERE",
                            "VEGETARIAN",
                            "NO_PORK",
                            "FOOD_ALLERGY",
                            "QUIET",
                        ],
                    )
                ),
                name="wishes_from_the_white_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="checktype",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="check_type_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="checktype",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_days__gte", 1)), name="check_type_lasts"
            ),
        ),
        migrations.AddField(
            model_name="hostcheck",
            name="seen_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hostcheck",
            name="type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="housing.checktype",
            ),
        ),
        migrations.AddField(
            model_name="hostmember",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="housing.offer",
            ),
        ),
        migrations.AddField(
            model_name="hostcheck",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="housing.hostmember",
            ),
        ),
        migrations.AddField(
            model_name="offercall",
            name="called_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="offercall",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="housing.offer",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="host_member_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("shown_on"))),
                name="check_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), ("verdict", "NEGATIVE"), _connector="OR"),
                name="only_a_refused_check_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="offercall",
            index=models.Index(fields=["offer", "-called_on"], name="calls_of_offer"),
        ),
        migrations.RunPython(first_rows, migrations.RunPython.noop),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
