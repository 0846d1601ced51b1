"""What is measured, each in a process of its own that imports only what it needs.

A job module has `measure(folder)`, which reads the registers that `bench.registers`
wrote into the folder, and returns seconds (imports left out) and what it counted, so
that a reader sees that peers did the same work.
"""
