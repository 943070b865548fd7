"""Engines: pure Python, dataclasses in, an explained outcome out."""
