"""Names compared by several processes at a time: threads would wait for each other.

The other processes read batches of names from their standard input and answer on their
standard output. They need nothing of the program that asks, whereas `multiprocessing`
would run its main module again.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from subprocess import PIPE
from typing import BinaryIO, cast

import pyarrow as pa

from semesta.linkage.name_levels import levels


# What a process takes to start, it could have spent on so many batches.
BATCHES_TO_START = 3
# Each holds about 130 MB of its own.
MOST_OTHERS = 3
QUESTION = pa.schema([("name_a", pa.string()), ("name_b", pa.string())])
ANSWER = pa.schema([("level", pa.int8())])
COMMAND = [sys.executable, "-c", f"from {__name__} import answer; answer()"]
Waiting = SimpleQueue[tuple[int, pa.RecordBatch]]
Work = Callable[[pa.RecordBatch], pa.Array]


def levels_of(batches: Sequence[pa.RecordBatch], processes: int) -> list[pa.Array]:
    """The levels of each batch of (name_a, name_b), by this process and others."""
    others = min(processes - 1, len(batches) // BATCHES_TO_START, MOST_OTHERS)
    waiting: Waiting = SimpleQueue()
    for numbered in enumerate(batches):
        waiting.put(numbered)
    found: dict[int, pa.Array] = {}
    with ThreadPoolExecutor(max(1, others)) as pool:
        asked = [pool.submit(_ask_another, waiting, found) for _ in range(others)]
        _take(waiting, found, _compare)
        for one in asked:
            one.result()
    _take(waiting, found, _compare)
    return [found[number] for number in range(len(batches))]


def answer() -> None:
    """What the other process does: a batch of levels for every batch of names."""
    with (
        pa.ipc.open_stream(sys.stdin.buffer) as questions,
        pa.ipc.new_stream(sys.stdout.buffer, ANSWER) as answers,
    ):
        for batch in questions:
            answers.write_batch(pa.record_batch([_compare(batch)], schema=ANSWER))
            sys.stdout.buffer.flush()


def _compare(batch: pa.RecordBatch) -> pa.Array:
    return levels(batch.column("name_a"), batch.column("name_b"))


def _take(waiting: Waiting, found: dict[int, pa.Array], work: Work) -> None:
    """Works on batches until none is left. One that fails is left to others."""
    while True:
        try:
            number, batch = waiting.get_nowait()
        except Empty:
            return
        try:
            found[number] = work(batch)
        except BaseException:
            waiting.put((number, batch))
            raise


def _ask_another(waiting: Waiting, found: dict[int, pa.Array]) -> None:
    """Lets a process of its own work on batches until none is left.

    Where it dies, for want of memory or by somebody's hand, this process goes on alone.
    """
    with (
        suppress(OSError, pa.ArrowException),
        subprocess.Popen(COMMAND, stdin=PIPE, stdout=PIPE) as other,
    ):
        questions, answers = cast(BinaryIO, other.stdin), cast(BinaryIO, other.stdout)
        with pa.ipc.new_stream(questions, QUESTION) as writer:
            reader = None

            def ask(batch: pa.RecordBatch) -> pa.Array:
                nonlocal reader
                writer.write_batch(batch.cast(QUESTION))
                questions.flush()
                reader = reader or pa.ipc.open_stream(answers)
                return reader.read_next_batch().column(0)

            _take(waiting, found, ask)
        questions.close()
        answers.read()
