"""Links in a mail and what the text around them says."""
