"""Rows per second and peak memory of a run, beside the floor and the same in pandas."""
