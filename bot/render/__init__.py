"""Replies to messages within a channel's limits."""
