"""What a visitor takes along: calendar files."""
