"""Lay out the pages of a series as lines and spans, for the command line and the terminal UI."""
