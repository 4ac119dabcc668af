"""Figures to a draft: statements as data, prose with its figures, and new figures for a finished release."""

from __future__ import annotations

from crossfoot.compose.drafting import drafted
from crossfoot.compose.like import changes
from crossfoot.compose.release import Composed, composed, references

__all__ = ["Composed", "changes", "composed", "drafted", "references"]
