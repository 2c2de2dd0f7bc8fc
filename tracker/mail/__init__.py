"""Reading one mail into a record."""
