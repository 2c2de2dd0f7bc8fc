"""Read a MAINTAINERS file, and find which of its sections a change belongs to. Pure."""
