"""What pages and journeys read of rights and money."""
