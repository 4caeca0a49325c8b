"""What was asked: one line of text to an intent, subjects and slots. Knows content's names and none of its facts."""
