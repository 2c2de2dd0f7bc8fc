"""Results of machines in mail: builds, test runs, reviews by programs."""
