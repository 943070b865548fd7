"""Reading queues, hours, appointments and home visits, in scope."""
