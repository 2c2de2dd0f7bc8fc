"""Mail and commits from their sources into the store."""
