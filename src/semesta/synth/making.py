"""Makes the registers: blocks in parallel, files in order, all or nothing."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from semesta.errors import SemestaError
from semesta.synth.blocks import Block, blocks_of
from semesta.synth.maker import Maker, Told
from semesta.synth.places import settled
from semesta.synth.request import Request
from semesta.synth.room import check_room
from semesta.synth.truth import Truth


@dataclass(frozen=True)
class Made:
    """What was made: where, and its sums in the last month."""

    out: Path
    people: int
    cards: int
    regions: int


def make(request: Request, told: Callable[[int, int], None] | None = None) -> Made:
    """Makes everything that the request asks for in the new folder `request.out`.

    `told` hears after every block how many people are made of how many. Raises
    SemestaError where the request cannot be met; then nothing is left behind.
    """
    _check_free(request.out)
    villages = settled(request)
    blocks = blocks_of(villages)
    people = sum(village.people for village in villages)
    check_room(request, people)
    with _building(request.out) as folder:
        truth = Truth(request, folder)
        done = 0
        for block, months in _made(request, blocks, folder):
            for turn, month in enumerate(months):
                truth.add(turn, block, month)
            done += block.people
            if told is not None:
                told(done, people)
        sums = truth.close(villages)
    return Made(
        request.out, sums["population"], sums["rows_membership"], sums["regions"]
    )


def _check_free(out: Path) -> None:
    if out.is_dir() and not any(out.iterdir()):
        return
    if out.exists() or not out.parent.is_dir():
        raise SemestaError("synth.out_not_free", out=out.name)


def _made(
    request: Request, blocks: list[Block], folder: Path
) -> Iterator[tuple[Block, list[Told]]]:
    """Every block with its months, in order, whatever the number of threads."""
    makers: SimpleQueue[Maker] = SimpleQueue()
    threads = min(request.threads, len(blocks)) or 1
    for _ in range(threads):
        makers.put(Maker(request))

    def one(block: Block) -> list[Told]:
        maker = makers.get()
        try:
            return list(maker.make(block, folder))
        finally:
            makers.put(maker)

    with ThreadPoolExecutor(threads) as pool:
        try:
            yield from zip(blocks, pool.map(one, blocks), strict=True)
        finally:
            pool.shutdown(cancel_futures=True)
            for _ in range(threads):
                makers.get().close()


@contextmanager
def _building(out: Path) -> Iterator[Path]:
    """A sibling folder that becomes `out`, or goes."""
    folder = out.with_name(f".{out.name}.building")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
        if out.exists():
            out.rmdir()
        folder.rename(out)
    except OSError as error:
        raise SemestaError("synth.cannot_write", out=out.name) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
