"""The planner: wishes, the catalogue and a moment in; a plan of days that can be walked out."""
