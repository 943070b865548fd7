"""Actions over several apps, told in order, each in one transaction."""
