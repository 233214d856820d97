"""Slips that several exercises share, as chains of lines."""
