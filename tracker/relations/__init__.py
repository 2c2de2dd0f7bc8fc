"""How series are related."""
