"""What follows on a stay: visits, reports, the stop, presence, ends and other homes.

The triggers keep promises between rows: a stay has an end or a day to look again; a stopped offer
takes nobody, and what was written about it is not changed; the words of a report never change.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STOPPED = "SELECT 1 FROM housing_stop stop WHERE stop.lifted_on IS NULL AND stop.offer_id"
TRIGGERS = f"""
CREATE FUNCTION housing_stay_is_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ends_on IS NULL AND NEW.review_on IS NULL THEN
        NEW.review_on := NEW.starts_on + 90;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stay_is_reviewed BEFORE INSERT OR UPDATE OF ends_on, review_on ON housing_stay
    FOR EACH ROW EXECUTE FUNCTION housing_stay_is_reviewed();

-- A stop locks the places, so that it and a new stay wait for each other.
CREATE FUNCTION housing_stopped_takes_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    promised bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.place_id = OLD.place_id
        AND coalesce(NEW.ends_on, 'infinity') <= coalesce(OLD.ends_on, 'infinity') THEN
        RETURN NEW;
    END IF;
    SELECT offer.id INTO promised FROM housing_place place
        JOIN housing_dwelling dwelling ON dwelling.id = place.dwelling_id
        JOIN housing_offer offer ON offer.id = dwelling.offer_id
        WHERE place.id = NEW.place_id;
    IF EXISTS ({STOPPED} = promised) THEN
        RAISE EXCEPTION 'offer % is stopped', promised
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stopped_offer_takes_nobody';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stopped_offer_takes_nobody BEFORE INSERT OR UPDATE ON housing_stay
    FOR EACH ROW EXECUTE FUNCTION housing_stopped_takes_nobody();

CREATE FUNCTION housing_stop_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM housing_stop WHERE hold_id = OLD.id AND lifted_on IS NULL) THEN
        RAISE EXCEPTION 'the stop of hold % is not lifted', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stop_is_lifted_first';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER stop_is_lifted_first BEFORE UPDATE OR DELETE ON housing_offerhold
    FOR EACH ROW EXECUTE FUNCTION housing_stop_holds();

CREATE FUNCTION housing_visit_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.held_on IS NOT NULL AND EXISTS ({STOPPED} = (
        SELECT dwelling.offer_id FROM housing_stay stay
        JOIN housing_place place ON place.id = stay.place_id
        JOIN housing_dwelling dwelling ON dwelling.id = place.dwelling_id
        WHERE stay.id = OLD.stay_id)) THEN
        RAISE EXCEPTION 'visit % is evidence', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stopped_timeline_is_locked';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER stopped_timeline_is_locked BEFORE UPDATE OR DELETE ON housing_followupvisit
    FOR EACH ROW EXECUTE FUNCTION housing_visit_is_locked();

CREATE FUNCTION housing_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS ({STOPPED} = OLD.offer_id) THEN
            RAISE EXCEPTION 'report % is evidence', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'stopped_timeline_is_locked';
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.offer_id, OLD.stay_id, OLD.kind, OLD.subject, OLD.seriousness, OLD.happened_on,
        OLD.what, OLD.who_knows, OLD.done, OLD.is_hidden, OLD.noted_on, OLD.noted_by_id)
        IS DISTINCT FROM
       (NEW.offer_id, NEW.stay_id, NEW.kind, NEW.subject, NEW.seriousness, NEW.happened_on,
        NEW.what, NEW.who_knows, NEW.done, NEW.is_hidden, NEW.noted_on, NEW.noted_by_id) THEN
        RAISE EXCEPTION 'the words of report % stay', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'report_keeps_its_words';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_keeps_its_words BEFORE UPDATE OR DELETE ON housing_incident
    FOR EACH ROW EXECUTE FUNCTION housing_report_stays();

CREATE FUNCTION housing_note_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS ({STOPPED} = (
        SELECT offer_id FROM housing_incident WHERE id = OLD.incident_id)) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'note % stays', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_on_report_stays';
END $$;
CREATE TRIGGER note_on_report_stays BEFORE UPDATE OR DELETE ON housing_incidentnote
    FOR EACH ROW EXECUTE FUNCTION housing_note_stays();
"""
NO_TRIGGERS = """
DROP TRIGGER stay_is_reviewed ON housing_stay;
DROP TRIGGER stopped_offer_takes_nobody ON housing_stay;
DROP TRIGGER stop_is_lifted_first ON housing_offerhold;
DROP TRIGGER stopped_timeline_is_locked ON housing_followupvisit;
DROP TRIGGER report_keeps_its_words ON housing_incident;
DROP TRIGGER note_on_report_stays ON housing_incidentnote;
DROP FUNCTION housing_stay_is_reviewed, housing_stopped_takes_nobody, housing_stop_holds,
    housing_visit_is_locked, housing_report_stays, housing_note_stays;
"""
REVIEW = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE housing_stay SET review_on = starts_on + 90 WHERE ends_on IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_work_for_coordinators"),
        ("housing", "0006_calls_checks_and_terms"),
        ("people", "0004_team_over_has_nobody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUpVisit",
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
                            ("FIRST", "eerste bezoek"),
                            ("SECOND", "bezoek na vier weken"),
                            ("MONTHLY", "maandelijks bezoek"),
                            ("HOST", "gesprek met de gastheer of gastvrouw"),
                            ("EXTRA", "extra bezoek"),
                        ],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="vanaf")),
                ("due_on", models.DateField(verbose_name="uiterlijk")),
                (
                    "tried",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="niemand thuis of geen antwoord"
                    ),
                ),
                (
                    "last_tried_on",
                    models.DateField(blank=True, null=True, verbose_name="laatste poging"),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="gehouden op")),
                (
                    "spoken_alone",
                    models.BooleanField(null=True, verbose_name="gast alleen gesproken"),
                ),
                (
                    "not_alone_why",
                    models.CharField(blank=True, max_length=200, verbose_name="waarom niet alleen"),
                ),
                (
                    "interpreter",
                    models.CharField(blank=True, max_length=12, verbose_name="wie tolkte"),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("uk", "Oekraïens"),
                            ("ru", "Russisch"),
                            ("nl", "Nederlands"),
                            ("en", "Engels"),
                            ("fr", "Frans"),
                            ("de", "Duits"),
                            ("pl", "Pools"),
                            ("ro", "Roemeens"),
                            ("tr", "Turks"),
                            ("ar", "Arabisch"),
                            ("fa", "Farsi"),
                            ("prs", "Dari"),
                            ("ps", "Pasjtoe"),
                            ("ti", "Tigrinya"),
                            ("es", "Spaans"),
                            ("rom", "Romani"),
                            ("ku", "Koerdisch"),
                            ("so", "Somalisch"),
                            ("sq", "Albanees"),
                            ("bg", "Bulgaars"),
                            ("ka", "Georgisch"),
                            ("hy", "Armeens"),
                            ("pt", "Portugees"),
                            ("it", "Italiaans"),
                            ("ber", "Berbers"),
                        ],
                        max_length=8,
                        verbose_name="taal",
                    ),
                ),
                (
                    "host_spoken",
                    models.BooleanField(
                        default=False, verbose_name="ook de gastheer of eigenaar gesproken"
                    ),
                ),
                (
                    "lives_there",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "niet gevraagd of niet duidelijk"),
                            ("YES", "ja"),
                            ("NO", "nee"),
                        ],
                        max_length=3,
                        verbose_name="woont er echt",
                    ),
                ),
                (
                    "has_papers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "niet gevraagd of niet duidelijk"),
                            ("YES", "ja"),
                            ("NO", "nee"),
                        ],
                        max_length=3,
                        verbose_name="heeft eigen papieren",
                    ),
                ),
                (
                    "works_for_host",
                    models.CharField(blank=True, max_length=3, verbose_name="werkt voor gastheer"),
                ),
                (
                    "findings",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="wat zag en hoorde u"
                    ),
                ),
                (
                    "told_coordinator_on",
                    models.DateField(null=True, verbose_name="gemeld aan de coördinator op"),
                ),
                (
                    "told_housing_on",
                    models.DateField(null=True, verbose_name="gemeld aan huisvesting op"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
            ],
            options={
                "verbose_name": "opvolgbezoek",
                "verbose_name_plural": "opvolgbezoeken",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Incident",
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
                            ("INCIDENT", "incident"),
                            ("GUEST", "klacht van een gast"),
                            ("HOST", "klacht van de gastheer of eigenaar"),
                            ("WORRY", "zorg van een medewerker of buur"),
                        ],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("VIOLENCE", "geweld of dreiging"),
                            ("SEXUAL", "seksueel grensoverschrijdend gedrag"),
                            ("EXPLOITATION", "werk of gunsten in ruil voor het verblijf"),
                            ("DOCUMENTS", "papieren of telefoon afgenomen"),
                            ("MONEY", "geld gevraagd dat niet is afgesproken"),
                            ("PRIVACY", "geen eigen kamer of slot, geen privacy"),
                            ("DWELLING", "de woning is niet in orde"),
                            ("CONFLICT", "conflict of huisregels"),
                            ("NEIGHBOURS", "buren"),
                            ("OTHER", "iets anders"),
                        ],
                        max_length=12,
                        verbose_name="waarover",
                    ),
                ),
                (
                    "seriousness",
                    models.CharField(
                        choices=[
                            ("LOW", "niet dringend"),
                            ("SERIOUS", "ernstig"),
                            ("ACUTE", "nu gevaar"),
                        ],
                        max_length=8,
                        verbose_name="hoe erg",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="gebeurd op")),
                ("what", models.TextField(max_length=4000, verbose_name="wat gebeurde er")),
                (
                    "who_knows",
                    models.CharField(blank=True, max_length=300, verbose_name="wie weet ervan"),
                ),
                (
                    "done",
                    models.CharField(blank=True, max_length=300, verbose_name="wat is al gedaan"),
                ),
                (
                    "is_hidden",
                    models.BooleanField(
                        default=False, verbose_name="niemand anders mag weten dat dit gemeld is"
                    ),
                ),
                ("noted_on", models.DateField(verbose_name="gemeld op")),
                (
                    "follow_up_on",
                    models.DateField(blank=True, null=True, verbose_name="opvolgen tegen"),
                ),
                (
                    "closed_on",
                    models.DateField(blank=True, null=True, verbose_name="afgesloten op"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
            ],
            options={
                "verbose_name": "melding",
                "verbose_name_plural": "meldingen",
                "ordering": ["-noted_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="IncidentNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="wat is gedaan")),
                ("noted_on", models.DateField(verbose_name="op")),
            ],
            options={
                "verbose_name": "opvolging",
                "verbose_name_plural": "opvolging",
                "ordering": ["noted_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PresenceMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_present", models.BooleanField(verbose_name="aanwezig")),
            ],
            options={
                "verbose_name": "aanwezigheid",
                "verbose_name_plural": "aanwezigheden",
            },
        ),
        migrations.CreateModel(
            name="PresenceRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="op")),
            ],
            options={
                "verbose_name": "aanwezigheidslijst",
                "verbose_name_plural": "aanwezigheidslijsten",
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="Rehousing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("STOPPED", "de opvang is stilgelegd"),
                            ("LOST", "verliet de opvang zonder eigen woning"),
                            ("RAN_OUT", "het verblijf liep af"),
                            ("ENDS_SOON", "het verblijf loopt binnenkort af"),
                            ("UNSUITED", "de plaats past niet (meer)"),
                        ],
                        max_length=10,
                        verbose_name="reden",
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False, verbose_name="dringend")),
                ("opened_on", models.DateField(verbose_name="sinds")),
                (
                    "closed_on",
                    models.DateField(blank=True, null=True, verbose_name="afgesloten op"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PLACED", "kreeg een andere plaats van ons"),
                            ("OWN_HOME", "vond zelf een woning"),
                            ("STAYS", "kan blijven waar het is"),
                            ("GONE", "vertrok"),
                        ],
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "herhuisvesting",
                "verbose_name_plural": "herhuisvesting",
                "ordering": ["-is_urgent", "opened_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RehousingTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tried",
                    models.CharField(
                        choices=[
                            ("OWN_PLACES", "eigen plaatsen bekeken"),
                            ("EMERGENCY", "noodopvang of hotel gevraagd"),
                            ("PARTNER", "partner gevraagd"),
                            ("REGION", "buurgemeente of Fedasil gevraagd"),
                            ("FAMILY", "netwerk van het gezin gevraagd"),
                            ("OTHER", "iets anders"),
                        ],
                        max_length=10,
                        verbose_name="wat",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=200, verbose_name="wat kwam ervan"),
                ),
                ("on", models.DateField(verbose_name="op")),
            ],
            options={
                "verbose_name": "poging",
                "verbose_name_plural": "pogingen",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StayAbsence",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("UNKNOWN", "niet gekend: niet gezien"),
                            ("FAMILY", "op bezoek bij familie of vrienden"),
                            ("WORK", "werk of nachtdienst"),
                            ("HOSPITAL", "ziekenhuis"),
                            ("ABROAD", "in het buitenland"),
                            ("OTHER", "andere reden"),
                        ],
                        max_length=8,
                        verbose_name="reden",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="toelichting")),
                (
                    "expected_on",
                    models.DateField(blank=True, null=True, verbose_name="terug verwacht op"),
                ),
                ("told_on", models.DateField(null=True, verbose_name="gemeld op")),
            ],
            options={
                "verbose_name": "afwezigheid",
                "verbose_name_plural": "afwezigheden",
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
                ("is_drill", models.BooleanField(default=False, verbose_name="oefening")),
                ("stopped_on", models.DateField(verbose_name="stilgelegd op")),
                (
                    "lifted_on",
                    models.DateField(blank=True, null=True, verbose_name="vrijgegeven op"),
                ),
                (
                    "lift_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reden van vrijgave"),
                ),
            ],
            options={
                "verbose_name": "stop",
                "verbose_name_plural": "stops",
                "ordering": ["-stopped_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="stay",
            name="end_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("AGREED", "zoals afgesproken"),
                    ("OWN_CHOICE", "het gezin koos zelf iets anders"),
                    ("MOVED_BY_US", "verhuisd naar een andere plaats van ons"),
                    ("CONFLICT", "het liep mis tussen gast en gastheer of medebewoners"),
                    ("HOST_STOPPED", "de gastheer of eigenaar stopte vroeger"),
                    ("UNSAFE", "onveilig: stop"),
                    ("DWELLING", "de woning kon niet meer gebruikt worden"),
                    ("LEFT_UNKNOWN", "vertrokken zonder bericht"),
                    ("CORRECTION", "verkeerd genoteerd"),
                ],
                max_length=12,
                verbose_name="waarom",
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="exit_to",
            field=models.CharField(
                blank=True,
                choices=[
                    ("PRIVATE_RENT", "huurt op de private markt"),
                    ("SOCIAL_RENT", "sociale woning"),
                    ("OUR_PLACE", "andere plaats van ons"),
                    ("HOST", "gastgezin, zelf gevonden"),
                    ("FAMILY", "bij familie of vrienden"),
                    ("EMERGENCY", "noodopvang of hotel"),
                    ("STREET", "geen dak"),
                    ("OTHER_TOWN", "andere gemeente"),
                    ("ABROAD", "ander land"),
                    ("RETURNED", "terug naar het land van herkomst"),
                    ("CARE", "ziekenhuis, zorg of instelling"),
                    ("UNKNOWN", "niet gekend"),
                ],
                max_length=12,
                verbose_name="woont daarna",
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="herbekijken op"),
        ),
        migrations.AddField(
            model_name="stay",
            name="warned_for",
            field=models.DateField(null=True, verbose_name="gewaarschuwd voor"),
        ),
        migrations.RunSQL(REVIEW, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", False), ("review_on__isnull", False), _connector="OR"
                ),
                name="stay_has_end_or_review",
            ),
        ),
        migrations.AddField(
            model_name="followupvisit",
            name="alarm",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.workitem",
            ),
        ),
        migrations.AddField(
            model_name="followupvisit",
            name="held_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="followupvisit",
            name="stay",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visits",
                to="housing.stay",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incidents",
                to="housing.offer",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="stay",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incidents",
                to="housing.stay",
            ),
        ),
        migrations.AddField(
            model_name="incidentnote",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="housing.incident",
            ),
        ),
        migrations.AddField(
            model_name="incidentnote",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presencemark",
            name="stay",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presence_marks",
                to="housing.stay",
            ),
        ),
        migrations.AddField(
            model_name="presenceround",
            name="dwelling",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rounds",
                to="housing.dwelling",
            ),
        ),
        migrations.AddField(
            model_name="presenceround",
            name="taken_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presencemark",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="marks",
                to="housing.presenceround",
            ),
        ),
        migrations.AddField(
            model_name="rehousing",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rehousing",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rehousings",
                to="people.household",
            ),
        ),
        migrations.AddField(
            model_name="rehousing",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rehousing",
            name="stay",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="rehousings",
                to="housing.stay",
            ),
        ),
        migrations.AddField(
            model_name="rehousingtry",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rehousingtry",
            name="rehousing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tries",
                to="housing.rehousing",
            ),
        ),
        migrations.AddField(
            model_name="stayabsence",
            name="alarm",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.workitem",
            ),
        ),
        migrations.AddField(
            model_name="stayabsence",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stayabsence",
            name="stay",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="absences",
                to="housing.stay",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="hold",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stop",
                to="housing.offerhold",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="lifted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stops",
                to="housing.offer",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="stopped_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="followupvisit",
            index=models.Index(
                condition=models.Q(("held_on", None)), fields=["due_on"], name="visits_to_hold"
            ),
        ),
        migrations.AddConstraint(
            model_name="followupvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("from_on"))),
                name="visit_window_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="followupvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_on", None),
                    ("kind", "HOST"),
                    models.Q(
                        ("interpreter__in", ["PHONE", "INDEPENDENT", "WORKER", "NOT_NEEDED"]),
                        ("spoken_alone__isnull", False),
                        models.Q(("language", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="welfare_visit_says_who_interpreted",
            ),
        ),
        migrations.AddConstraint(
            model_name="followupvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_on", None),
                    ("spoken_alone", None),
                    ("spoken_alone", True),
                    models.Q(("not_alone_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="not_alone_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="followupvisit",
            constraint=models.UniqueConstraint(
                models.F("stay"),
                models.F("kind"),
                condition=models.Q(("held_on", None), models.Q(("kind", "EXTRA"), _negated=True)),
                name="one_visit_of_a_kind_to_come",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("closed_on", None)), fields=["noted_on"], name="open_incidents"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__lte", models.F("noted_on"))),
                name="incident_before_its_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="incident_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="presenceround",
            constraint=models.UniqueConstraint(
                fields=("dwelling", "on"), name="one_presence_list_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="presencemark",
            constraint=models.UniqueConstraint(
                fields=("round", "stay"), name="marked_once_on_a_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="rehousing",
            constraint=models.UniqueConstraint(
                models.F("household"),
                condition=models.Q(("closed_on", None)),
                name="one_rehousing_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="rehousing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on", None), ("outcome", "")),
                    models.Q(
                        ("closed_on__gte", models.F("opened_on")),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rehousing_closes_with_an_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="stayabsence",
            index=models.Index(
                condition=models.Q(("ends_on", None)), fields=["starts_on"], name="away_from_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="stayabsence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="absence_from_place_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="stayabsence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("stay", "="),
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
                name="away_from_place_once",
                violation_error_message="Dit gezin staat al als afwezig.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(
                models.F("offer"),
                condition=models.Q(("lifted_on", None)),
                name="one_stop_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lift_reason", ""), ("lifted_on", None)),
                    models.Q(
                        ("lifted_on__gte", models.F("stopped_on")),
                        models.Q(("lift_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stop_is_lifted_with_a_reason",
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
