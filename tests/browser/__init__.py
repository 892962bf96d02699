"""The site in a real browser. A package, so that its conftest.py stands beside that of tests."""
