"""What the terminal UI asks for, answered from one database."""
