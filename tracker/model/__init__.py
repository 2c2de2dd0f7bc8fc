"""Frozen records that pass between the layers; nothing here reads, judges or prints."""
