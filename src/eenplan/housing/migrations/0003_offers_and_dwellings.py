"""Who offers what, the bricks, and houses that several households share.

What stood on a place about its provider, its address and the last confirmation moves to the
provider, the offer and the dwelling it belongs to: one offer and one dwelling per place that was
there already, one provider per name.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eenplan.core.periods

MOVE = """
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO housing_provider (name, kind, phone, email, iban, language, version)
    SELECT DISTINCT provider, 'PERSON', '', '', '', 'nl', 1 FROM housing_place;
ALTER TABLE housing_offer ADD COLUMN place_id bigint;
INSERT INTO housing_offer (provider_id, received_on, confirmed_on, version, place_id)
    SELECT owner.id, LEAST(place.available_from, place.confirmed_on), place.confirmed_on, 1, place.id
    FROM housing_place place JOIN housing_provider owner ON owner.name = place.provider;
INSERT INTO housing_dwelling
    (offer_id, address, longitude, latitude, area_id, composition, version)
    SELECT offer.id, place.address, place.longitude, place.latitude, place.area_id, 'ANYBODY', 1
    FROM housing_offer offer JOIN housing_place place ON place.id = offer.place_id;
UPDATE housing_place place SET dwelling_id = dwelling.id
    FROM housing_dwelling dwelling JOIN housing_offer offer ON offer.id = dwelling.offer_id
    WHERE offer.place_id = place.id;
ALTER TABLE housing_offer DROP COLUMN place_id;
UPDATE housing_stay stay SET persons = GREATEST(1, (
    SELECT count(*) FROM people_householdmember member
    WHERE member.household_id = stay.household_id AND member.starts_on <= stay.starts_on
        AND (member.ends_on IS NULL OR member.ends_on > stay.starts_on)));
SET CONSTRAINTS ALL IMMEDIATE;
"""

# A stay looks at the stays beside it, so the row of the place is locked: whoever comes second waits
# for it and then sees the first. The most households at once is reached on the first day of one.
TRIGGER = """
CREATE FUNCTION housing_stay_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place housing_place;
    fullest record;
BEGIN
    SELECT * INTO place FROM housing_place WHERE id = NEW.place_id FOR NO KEY UPDATE;
    NEW.shares := place.max_households > 1;
    IF NOT NEW.shares THEN
        RETURN NEW;
    END IF;
    WITH others AS (
        SELECT starts_on, ends_on, persons FROM housing_stay
        WHERE place_id = NEW.place_id AND id IS DISTINCT FROM NEW.id
            AND daterange(starts_on, ends_on) && daterange(NEW.starts_on, NEW.ends_on)
    ), days AS (
        SELECT GREATEST(starts_on, NEW.starts_on) AS day FROM others UNION SELECT NEW.starts_on
    )
    SELECT max(households) AS households, max(persons) AS persons INTO fullest FROM (
        SELECT count(others.starts_on) + 1 AS households,
               coalesce(sum(others.persons), 0) + NEW.persons AS persons
        FROM days LEFT JOIN others
            ON daterange(others.starts_on, others.ends_on) @> days.day
        GROUP BY days.day
    ) AS per_day;
    IF fullest.households > place.max_households OR fullest.persons > place.max_persons THEN
        RAISE EXCEPTION 'place % holds no more', place.reference
            USING ERRCODE = 'check_violation', CONSTRAINT = 'place_holds_its_households';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER place_holds_its_households
    BEFORE INSERT OR UPDATE OF place_id, starts_on, ends_on, persons, shares ON housing_stay
    FOR EACH ROW EXECUTE FUNCTION housing_stay_fits();
"""
NO_TRIGGER = """
DROP TRIGGER place_holds_its_households ON housing_stay;
DROP FUNCTION housing_stay_fits();
"""

OVERLAP = (eenplan.core.periods.period(), "&&")


def key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0002_leaving_a_place"),
        ("people", "0001_initial"),
        ("territory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PERSON", "particulier"),
                            ("ORGANISATION", "organisatie"),
                            ("OWN", "eigen bestuur"),
                        ],
                        default="PERSON",
                        max_length=12,
                        verbose_name="soort aanbieder",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, db_index=True, max_length=20, verbose_name="telefoon"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, db_index=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "iban",
                    models.CharField(
                        blank=True, db_index=True, max_length=34, verbose_name="rekeningnummer"
                    ),
                ),
                ("language", models.CharField(default="nl", max_length=8, verbose_name="taal")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
            ],
            options={
                "verbose_name": "aanbieder",
                "verbose_name_plural": "aanbieders",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", key()),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="housing.provider",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="ontvangen op")),
                ("confirmed_on", models.DateField(verbose_name="laatst bevestigd op")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
            ],
            options={"verbose_name": "aanbod", "verbose_name_plural": "aanbiedingen"},
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_on__gte", models.F("received_on"))),
                name="offer_confirmed_after_receipt",
            ),
        ),
        migrations.CreateModel(
            name="OfferHold",
            fields=[
                ("id", key()),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PAUSED", "gepauzeerd"),
                            ("DORMANT", "slapend"),
                            ("WITHDRAWN", "ingetrokken"),
                            ("FROZEN", "stilgelegd"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reden")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="housing.offer",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "onderbreking", "verbose_name_plural": "onderbrekingen"},
        ),
        migrations.AddConstraint(
            model_name="offerhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="hold_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="offerhold",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("offer", "="), OVERLAP],
                name="one_hold_at_a_time",
                violation_error_message="Dit aanbod is al onderbroken.",
            ),
        ),
        migrations.CreateModel(
            name="Dwelling",
            fields=[
                ("id", key()),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adres")),
                (
                    "longitude",
                    models.FloatField(blank=True, null=True, verbose_name="lengtegraad"),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="breedtegraad")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwellings",
                        to="territory.area",
                        verbose_name="wijk",
                    ),
                ),
                (
                    "composition",
                    models.CharField(
                        choices=[
                            ("ANYBODY", "iedereen"),
                            ("WOMEN", "vrouwen, ook met kinderen"),
                            ("FAMILIES", "gezinnen"),
                            ("MEN", "mannen"),
                        ],
                        default="ANYBODY",
                        max_length=8,
                        verbose_name="samenstelling",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwelling",
                        to="housing.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "pand",
                "verbose_name_plural": "panden",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="place",
            name="dwelling",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="housing.dwelling",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="max_households",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="gezinnen"),
        ),
        migrations.AddField(
            model_name="stay",
            name="persons",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="personen"),
        ),
        migrations.AddField(
            model_name="stay",
            name="shares",
            field=models.BooleanField(default=False, verbose_name="deelt de plaats"),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="place",
            name="dwelling",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="housing.dwelling",
            ),
        ),
        *(
            migrations.RemoveField(model_name="place", name=name)
            for name in ("provider", "address", "longitude", "latitude", "area", "confirmed_on")
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_households__gte", 1), ("max_households__lte", models.F("max_persons"))
                ),
                name="place_takes_households",
            ),
        ),
        migrations.RemoveConstraint(model_name="stay", name="one_household_per_place"),
        migrations.AddConstraint(
            model_name="stay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("shares", False)),
                expressions=[("place", "="), OVERLAP],
                name="one_household_per_place",
                violation_error_message="Deze plaats is in die periode al bezet.",
            ),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
