import threading

from app.engine.repeating import Repeating
from app.storage.errors import StorageUnavailableError

from .until import until


class Task:
    """Fails the first times it is done."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.done = 0

    def __call__(self) -> None:
        self.done += 1
        if self.failures:
            raise self.failures.pop()


def test_a_task_that_fails_is_done_again() -> None:
    task = Task(StorageUnavailableError("gone"), ValueError("a bug"))
    rounds = Repeating(task, every_seconds=0.01)
    rounds.start()
    until(lambda: task.done >= 4, what="four rounds")
    rounds.stop(within_seconds=10)


def test_a_stopped_task_is_not_done_again() -> None:
    task = Task()
    rounds = Repeating(task, every_seconds=0.01)
    rounds.start()
    until(lambda: task.done, what="a round")
    rounds.stop(within_seconds=10)
    done = task.done
    assert not threading.Event().wait(0.1)
    assert task.done == done


def test_a_task_that_hangs_holds_nobody_up() -> None:
    released, begun = threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        released.wait(30)

    rounds = Repeating(hang, every_seconds=0.01)
    rounds.start()
    assert begun.wait(10)
    rounds.stop(within_seconds=0.05)
    assert not released.is_set()
    released.set()


def test_what_never_started_can_be_stopped() -> None:
    Repeating(Task(), every_seconds=1).stop(within_seconds=1)
