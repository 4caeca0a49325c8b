"""What outlives a conversation."""
