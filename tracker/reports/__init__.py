"""What people and scripts read: record in, text out; nothing here reads a file or the clock."""
