"""What ``tracker doctor`` looks at."""
