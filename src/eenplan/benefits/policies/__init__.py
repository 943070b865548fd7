"""When an act on a file or a payment is not possible, in words."""
