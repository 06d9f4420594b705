"""The pages of the fleet: vehicles and their calendar, loans from booking to return."""
