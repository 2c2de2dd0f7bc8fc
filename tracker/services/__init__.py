"""Joins sources, store and the pure packages."""
