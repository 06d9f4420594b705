"""The person's own page, and what the team does around it."""
