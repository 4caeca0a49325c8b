"""What is true: entries with their facts, sources and dates. Knows nothing of intents, chats or Telegram."""
