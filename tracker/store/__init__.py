"""The database: fetched facts, what is derived from them, and what a person said."""
