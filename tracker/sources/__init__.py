"""Where mail comes from: public-inbox servers and local archives. A source never judges."""
