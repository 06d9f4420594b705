"""The pages of messages, letters and personal links."""
