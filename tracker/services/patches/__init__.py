"""The patches of a series and of what it needs, ready to be applied."""
