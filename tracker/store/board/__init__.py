"""The board: its tables, writes, reads and queries."""
