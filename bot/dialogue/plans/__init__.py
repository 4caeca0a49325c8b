"""The plan at hand in a conversation: what a line wishes of it, and what is done to it."""
