"""The nation on one machine: what each line of work costs beside reading the data."""
