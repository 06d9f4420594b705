"""The pages of a person's reach: the case's tab, the usual week."""
