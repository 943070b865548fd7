"""What can be done in the way of a file and with its money, one act a function."""
