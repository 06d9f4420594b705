"""Where the parts of a study are computed: processes of this machine, or a Dask cluster that is there already."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

from allant.errors import InputError

__all__ = ["Pool", "dask_pool", "local_pool", "usable_cores"]

GIVES_WAY = 19
"""The lowest priority there is: a study of hours takes what the pages of the platform leave."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What computes parts, and how many it computes at once."""

    executor: Executor
    at_once: int


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


@contextmanager
def local_pool(workers: int) -> Iterator[Pool]:
    """Give processes of this machine; each opens the network once. Parts under way are finished before they end."""
    threads = max(1, usable_cores() // workers)
    executor = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin_process, initargs=(threads,)
    )
    try:
        yield Pool(executor, workers)
    finally:
        executor.shutdown(cancel_futures=True)


def _begin_process(threads: int) -> None:
    """Leave Ctrl-C to the parent, give way, share the cores, and end with the parent, which may be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(GIVES_WAY)
    os.environ.setdefault("RAYON_NUM_THREADS", str(threads))
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def dask_pool(address: str) -> Iterator[Pool]:
    """Give the workers of a cluster; they must see the network and the study under the same names as we do.

    Raises
    ------
    InputError
        Dask is not installed, nobody answers at this address, or no worker is there.
    """
    client = _client(address)
    try:
        at_once = sum(client.nthreads().values())
        if not at_once:
            rule = "cette grappe n’a aucun travailleur."
            raise InputError(value=address, rule=rule, remedy="Lancez-en : dask worker ADRESSE.")
        yield Pool(client.get_executor(), at_once)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        rule = "--dask demande le paquet distributed."
        raise InputError(value=address, rule=rule, remedy="Installez-le : pip install 'allant[dask]'.") from error
    connect: Any = Client
    try:
        return connect(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            value=address,
            rule="aucun ordonnanceur Dask ne répond à cette adresse.",
            remedy="Vérifiez l’adresse, par exemple tcp://127.0.0.1:8786, ou calculez ici avec --workers.",
        ) from error
