"""Whether a plan holds: judged by hand of its own, which shares nothing with what makes plans but their model."""
