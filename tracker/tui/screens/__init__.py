"""One screen a file; each asks the library on a thread and shows what comes back."""
