"""Tags, questions and objections."""
