"""Where visitors are: each channel turns what comes in into an Incoming and shows the Reply."""
