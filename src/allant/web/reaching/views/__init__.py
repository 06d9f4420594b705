"""The pages of a person's reach: the case's tab, the usual week, what they need, what they get to."""
