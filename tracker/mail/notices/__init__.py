"""Claims that patches were applied or dropped."""
