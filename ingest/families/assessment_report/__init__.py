"""EMA assessment reports: their chapter on the risk management plan."""
