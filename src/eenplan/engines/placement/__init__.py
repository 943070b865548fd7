"""Households to places: who sleeps where, why, and why not elsewhere."""
