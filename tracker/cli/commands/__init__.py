"""Each command of the program, in a file of its own; imported only when it is run."""
