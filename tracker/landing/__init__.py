"""Where each patch landed."""
