"""What stays as it was written, who may sign, and that the books are in balance."""

from django.db import migrations

from eenplan.core.written import stays_as_written

# Who signs holds a diploma on that day, and the diploma is accepted for it on that day.
SIGNED = """
CREATE FUNCTION benefits_signed_by_who_is_qualified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.signed_on IS NULL THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM organisation_staffqualification held
        JOIN organisation_accepteddiploma accepted ON accepted.diploma_id = held.diploma_id
        WHERE held.id = NEW.qualification_id AND held.user_id = NEW.signed_by_id
            AND accepted.act = 'SOCIAL_INVESTIGATION'
            AND held.starts_on <= NEW.signed_on
            AND (held.ends_on IS NULL OR held.ends_on > NEW.signed_on)
            AND accepted.starts_on <= NEW.signed_on
            AND (accepted.ends_on IS NULL OR accepted.ends_on > NEW.signed_on)
    ) THEN
        RAISE EXCEPTION 'report % is signed without a valid diploma', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_by_who_is_qualified';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER signed_by_who_is_qualified
    BEFORE INSERT OR UPDATE OF signed_on, signed_by_id, qualification_id
    ON benefits_investigation FOR EACH ROW EXECUTE FUNCTION benefits_signed_by_who_is_qualified();

CREATE FUNCTION benefits_signed_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    report bigint;
    signed date;
BEGIN
    IF TG_TABLE_NAME = 'benefits_investigation' THEN
        signed := OLD.signed_on;
    ELSE
        report := CASE WHEN TG_OP = 'DELETE' THEN OLD.investigation_id ELSE NEW.investigation_id END;
        -- Who signs waits for a change under way, or the change for who signs.
        SELECT signed_on INTO signed FROM benefits_investigation WHERE id = report FOR SHARE;
    END IF;
    IF signed IS NOT NULL THEN
        RAISE EXCEPTION 'a signed report is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_report_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER signed_report_stays BEFORE UPDATE OR DELETE ON benefits_investigation
    FOR EACH ROW EXECUTE FUNCTION benefits_signed_report_stays();
CREATE TRIGGER signed_report_stays BEFORE INSERT OR UPDATE OR DELETE ON benefits_finding
    FOR EACH ROW EXECUTE FUNCTION benefits_signed_report_stays();
CREATE TRIGGER signed_report_stays BEFORE INSERT OR UPDATE OR DELETE ON benefits_means
    FOR EACH ROW EXECUTE FUNCTION benefits_signed_report_stays();
CREATE TRIGGER signed_report_stays BEFORE INSERT OR UPDATE OR DELETE ON benefits_evidence
    FOR EACH ROW EXECUTE FUNCTION benefits_signed_report_stays();
"""
NOT_SIGNED = """
DROP TRIGGER signed_report_stays ON benefits_evidence;
DROP TRIGGER signed_report_stays ON benefits_means;
DROP TRIGGER signed_report_stays ON benefits_finding;
DROP TRIGGER signed_report_stays ON benefits_investigation;
DROP FUNCTION benefits_signed_report_stays();
DROP TRIGGER signed_by_who_is_qualified ON benefits_investigation;
DROP FUNCTION benefits_signed_by_who_is_qualified();
"""

# What was laid before the head stays; a closed session stays; a decision is what was accepted.
DECIDED = """
CREATE FUNCTION benefits_submitted_proposal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['head_id', 'head_answer', 'head_note', 'head_at', 'version'];
BEGIN
    IF OLD.submitted_at IS NOT NULL AND (TG_OP = 'DELETE' OR OLD.head_answer = 'AGREED'
        OR (to_jsonb(NEW) - later) IS DISTINCT FROM (to_jsonb(OLD) - later)) THEN
        RAISE EXCEPTION 'proposal % was submitted', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_proposal_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER submitted_proposal_stays BEFORE UPDATE OR DELETE ON benefits_decisionproposal
    FOR EACH ROW EXECUTE FUNCTION benefits_submitted_proposal_stays();

CREATE FUNCTION benefits_closed_session_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed timestamptz;
BEGIN
    SELECT closed_at INTO closed FROM benefits_committeesession
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.session_id ELSE NEW.session_id END
        FOR SHARE;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'a closed session is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_session_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER closed_session_stays BEFORE INSERT OR UPDATE OR DELETE ON benefits_agendaitem
    FOR EACH ROW EXECUTE FUNCTION benefits_closed_session_stays();
CREATE TRIGGER closed_session_stays BEFORE INSERT OR UPDATE OR DELETE ON benefits_sessionmember
    FOR EACH ROW EXECUTE FUNCTION benefits_closed_session_stays();

CREATE FUNCTION benefits_agenda_of_what_the_head_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.proposal_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM benefits_decisionproposal
        WHERE id = NEW.proposal_id AND head_answer = 'AGREED'
    ) THEN
        RAISE EXCEPTION 'the head did not agree to proposal %', NEW.proposal_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agenda_of_what_the_head_agreed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER agenda_of_what_the_head_agreed BEFORE INSERT OR UPDATE OF proposal_id
    ON benefits_agendaitem FOR EACH ROW EXECUTE FUNCTION benefits_agenda_of_what_the_head_agreed();

CREATE FUNCTION benefits_decided_as_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.item_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM benefits_agendaitem item
        JOIN benefits_decisionproposal asked ON asked.id = item.proposal_id
        WHERE item.id = NEW.item_id AND item.outcome = 'ACCEPTED' AND asked.id = NEW.proposal_id
            AND asked.application_id = NEW.application_id
            AND asked.kind = NEW.kind AND asked.amount_cents = NEW.amount_cents
            AND asked.starts_on = NEW.starts_on
    ) THEN
        RAISE EXCEPTION 'the session did not accept this'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_as_accepted';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decided_as_accepted BEFORE INSERT ON benefits_decision
    FOR EACH ROW EXECUTE FUNCTION benefits_decided_as_accepted();
"""
NOT_DECIDED = """
DROP TRIGGER decided_as_accepted ON benefits_decision;
DROP FUNCTION benefits_decided_as_accepted();
DROP TRIGGER agenda_of_what_the_head_agreed ON benefits_agendaitem;
DROP FUNCTION benefits_agenda_of_what_the_head_agreed();
DROP TRIGGER closed_session_stays ON benefits_sessionmember;
DROP TRIGGER closed_session_stays ON benefits_agendaitem;
DROP FUNCTION benefits_closed_session_stays();
DROP TRIGGER submitted_proposal_stays ON benefits_decisionproposal;
DROP FUNCTION benefits_submitted_proposal_stays();
"""

# The lines of an entry are written after it, so the sum is looked at when all is written.
BOOKS = """
CREATE FUNCTION benefits_lines_sum_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry bigint := CASE WHEN TG_TABLE_NAME = 'benefits_journalentry' THEN NEW.id
        ELSE (to_jsonb(NEW) ->> 'entry_id')::bigint END;
    lines int;
    total bigint;
BEGIN
    SELECT count(*), coalesce(sum(cents), 0) INTO lines, total
        FROM benefits_journalline WHERE entry_id = entry;
    IF lines < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'entry % has % lines that sum to %', entry, lines, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lines_sum_to_zero';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER lines_sum_to_zero AFTER INSERT ON benefits_journalentry
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION benefits_lines_sum_to_zero();
CREATE CONSTRAINT TRIGGER lines_sum_to_zero AFTER INSERT ON benefits_journalline
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION benefits_lines_sum_to_zero();

CREATE FUNCTION benefits_frozen_payment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'bank_reason', 'settled_on'];
    stand text;
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - later) IS NOT DISTINCT FROM (to_jsonb(OLD) - later)
    THEN
        RETURN NEW;
    END IF;
    SELECT state INTO stand FROM benefits_paymentrun
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.run_id ELSE NEW.run_id END FOR SHARE;
    IF stand <> 'OPEN' THEN
        RAISE EXCEPTION 'the run of this payment is frozen'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_payment_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_payment_stays BEFORE INSERT OR UPDATE OR DELETE ON benefits_payment
    FOR EACH ROW EXECUTE FUNCTION benefits_frozen_payment_stays();
"""
NO_BOOKS = """
DROP TRIGGER frozen_payment_stays ON benefits_payment;
DROP FUNCTION benefits_frozen_payment_stays();
DROP TRIGGER lines_sum_to_zero ON benefits_journalline;
DROP TRIGGER lines_sum_to_zero ON benefits_journalentry;
DROP FUNCTION benefits_lines_sum_to_zero();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0001_the_way_of_a_file"),
        ("core", "0004_stays_as_written"),
    ]

    operations = [
        stays_as_written(
            "benefits_application", may_change=("withdrawn_on", "withdrawn_why", "version")
        ),
        stays_as_written("benefits_registercorrection"),
        stays_as_written(
            "benefits_competencecheck", may_change=("forwarded_on", "applicant_told_on")
        ),
        stays_as_written("benefits_calculation"),
        stays_as_written("benefits_guidelineversion"),
        stays_as_written("benefits_readingdraw"),
        stays_as_written(
            "benefits_secondreading", may_change=("verdict", "note", "read_on", "read_by_id")
        ),
        stays_as_written("benefits_decision"),
        stays_as_written("benefits_grant", may_change=("ends_on",)),
        stays_as_written("benefits_letter"),
        stays_as_written("benefits_notification", may_change=("received_on",)),
        stays_as_written("benefits_journalentry"),
        stays_as_written("benefits_journalline"),
        stays_as_written("benefits_bankfile"),
        stays_as_written("benefits_coststatement"),
        migrations.RunSQL(SIGNED, NOT_SIGNED),
        migrations.RunSQL(DECIDED, NOT_DECIDED),
        migrations.RunSQL(BOOKS, NO_BOOKS),
    ]
