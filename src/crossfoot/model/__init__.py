"""The shared vocabulary: frozen records, Decimal only. Imports nothing of ours."""
