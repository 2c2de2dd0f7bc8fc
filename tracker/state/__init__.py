"""Stage, turn and views of a series."""
