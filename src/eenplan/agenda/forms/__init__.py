"""The forms of the desk, hours, appointments and home visits: they check shape, never rules."""
