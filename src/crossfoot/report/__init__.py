"""Proof to terminal, JSON, CSV: a report renders what it is given and computes nothing."""
