"""What each line about Indonesian names gains over plain Jaro-Winkler, and costs."""
