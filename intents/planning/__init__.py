"""What a line says of a trip: who, when, from where to where, how, and what to change in the plan at hand."""
