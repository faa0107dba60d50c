"""The kg command: parse, call, print."""
