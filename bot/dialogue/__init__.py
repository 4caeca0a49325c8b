"""From what a line says and what was said before to a complete question, and its reply."""
