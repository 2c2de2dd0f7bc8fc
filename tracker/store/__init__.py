"""The database: fetched facts, what is derived from them, and what the user recorded."""
