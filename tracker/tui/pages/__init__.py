"""What stands on each page: pure functions from records to rows."""
