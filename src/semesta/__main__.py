"""`python -m semesta`, where the command itself may not run."""

from semesta.cli import main


main()
