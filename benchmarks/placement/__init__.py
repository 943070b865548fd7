"""Households to places, measured: the kernel beside simple ways and bounds, on any data."""
