"""The conversation: channels, dialogue, answers and how they are shown."""
