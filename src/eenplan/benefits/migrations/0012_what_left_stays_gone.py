"""What left for the bank is not called back, what was booked gets no line, no account is rewritten."""

from django.db import migrations

from eenplan.core.written import stays_as_written

LEFT = """
CREATE FUNCTION benefits_what_left_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.exported_at, NEW.exported_by_id, NEW.approved_at, NEW.approved_by_id)
        IS DISTINCT FROM (OLD.exported_at, OLD.exported_by_id, OLD.approved_at, OLD.approved_by_id)
        OR (OLD.state, NEW.state) NOT IN (
            ('EXPORTED', 'EXPORTED'), ('EXPORTED', 'ACKNOWLEDGED'), ('EXPORTED', 'SETTLED'),
            ('ACKNOWLEDGED', 'ACKNOWLEDGED'), ('ACKNOWLEDGED', 'SETTLED'), ('SETTLED', 'SETTLED')
        ) THEN
        RAISE EXCEPTION 'run % left for the bank', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'what_left_goes_on';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER what_left_goes_on BEFORE UPDATE ON benefits_paymentrun
    FOR EACH ROW WHEN (OLD.exported_at IS NOT NULL)
    EXECUTE FUNCTION benefits_what_left_goes_on();

CREATE FUNCTION benefits_payment_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('PLANNED', 'SENT'), ('PLANNED', 'CANCELLED'), ('SENT', 'SETTLED'), ('SENT', 'REJECTED'),
        ('SENT', 'RETURNED'), ('SETTLED', 'RETURNED')
    ) THEN
        RAISE EXCEPTION 'payment % is %, and not %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_goes_on';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER payment_goes_on BEFORE UPDATE OF state ON benefits_payment
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION benefits_payment_goes_on();
"""
NOT_LEFT = """
DROP TRIGGER payment_goes_on ON benefits_payment;
DROP FUNCTION benefits_payment_goes_on();
DROP TRIGGER what_left_goes_on ON benefits_paymentrun;
DROP FUNCTION benefits_what_left_goes_on();
"""

# An entry and its lines are written in one transaction. `xmin` names the one that wrote the entry,
# without its epoch: that of the present one is put before it, or the one before when it lies ahead.
BOOKED = """
CREATE FUNCTION benefits_booked_entry_gets_no_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    present bigint := pg_current_xact_id()::text::bigint;
    wrote bigint;
BEGIN
    SELECT xmin::text::bigint INTO wrote FROM benefits_journalentry WHERE id = NEW.entry_id;
    wrote := wrote + (present >> 32 << 32);
    IF wrote > present + 2147483648 THEN
        wrote := wrote - 4294967296;
    END IF;
    IF pg_xact_status(wrote::text::xid8) IS DISTINCT FROM 'in progress' THEN
        RAISE EXCEPTION 'entry % was booked before', NEW.entry_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'booked_entry_gets_no_line';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER booked_entry_gets_no_line BEFORE INSERT ON benefits_journalline
    FOR EACH ROW EXECUTE FUNCTION benefits_booked_entry_gets_no_line();
"""
NOT_BOOKED = """
DROP TRIGGER booked_entry_gets_no_line ON benefits_journalline;
DROP FUNCTION benefits_booked_entry_gets_no_line();
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0011_appeal_without_decision")]

    operations = [
        migrations.RunSQL(LEFT, NOT_LEFT),
        migrations.RunSQL(BOOKED, NOT_BOOKED),
        stays_as_written(
            "benefits_bankdetails", may_change=("ends_on", "confirmed_at", "confirmed_by_id")
        ),
    ]
