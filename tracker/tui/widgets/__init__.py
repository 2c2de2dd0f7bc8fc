"""What paints rows and lines; a widget knows records of ``lines`` and nothing of the tracker."""
