"""Time with people: the queue at the desk, appointments, home visits, walk-in and file hours."""
