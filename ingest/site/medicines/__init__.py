"""The pages of a medicine and of its safety concerns, and the first page."""
