"""The demo municipality: an invented town, its service, and hundreds of invented households."""

from eenplan.journeys.demo.fill import DemoRefused, Filled, fill, is_empty

__all__ = ["DemoRefused", "Filled", "fill", "is_empty"]
