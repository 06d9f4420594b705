"""What awaits each person who works here."""
