"""US payers' prior-approval policies: who may have the medicine, how much, and for how long."""
