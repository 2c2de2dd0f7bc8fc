"""What a shell asks to complete a word."""
