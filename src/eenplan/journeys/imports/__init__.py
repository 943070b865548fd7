"""Files of other organisations: reception places on offer, and families that arrive."""
