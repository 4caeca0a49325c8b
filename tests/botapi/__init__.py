"""A strict Telegram Bot API server for tests, on loopback only.

It refuses what the real server refuses, in the same words, and lets a test play the people and the bad
network. Start with `server.BotApi`; `people.Person` is what a test talks through. Where it is stricter than
the real server, or its words are a guess, a comment says so.
"""
