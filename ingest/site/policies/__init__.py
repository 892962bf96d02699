"""A policy for prior approval, its changes, and a request held against it."""
