"""What makes the documents and keeps the house; not shipped."""
