"""Compressed data in several formats, a module each."""
