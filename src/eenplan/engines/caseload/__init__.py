"""Cases to case managers: who can still take a household, within the norm."""
