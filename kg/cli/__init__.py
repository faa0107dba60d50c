"""The kg command."""
