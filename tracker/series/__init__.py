"""Postings grouped into revisions and series."""
