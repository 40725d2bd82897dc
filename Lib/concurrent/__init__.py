"""Doing things at the same time: see concurrent.futures."""
