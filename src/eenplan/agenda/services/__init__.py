"""Everything that changes queues, hours, appointments, the feed and home visits."""
