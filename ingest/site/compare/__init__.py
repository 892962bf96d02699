"""Two medicines, or a plan and a policy of one, in, both side by side out."""
