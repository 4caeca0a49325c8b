"""Plans as a visitor reads them: the days, why they are so, what cannot be, and what can be taken along."""
