"""Searchers for NAS Replay in Python (3.8 or newer), in one file without dependencies.

A searcher is a script that a suite names under ``process``; this is random search::

    import nasreplay

    for session in nasreplay.sessions():
        while not session.exhausted:
            session.evaluate(session.sample())

One process serves many runs, and no run may know of another: whatever a searcher draws, it draws
from ``session.random`` (or seeds its own generator with ``session.seed``), afresh in every run.
What is printed goes to the searcher's log beside the results. data/suites/PROTOCOL.md describes the
protocol.
"""

import json
import os
import random
import signal
import sys
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple, TypeVar, Union

__all__ = ["Architecture", "Constraint", "Cost", "Session", "ask_tell", "sessions"]

PROTOCOL = 1

Choices = Tuple[int, ...]
#: Choices by number, or the space's own notation as text.
Architecture = Union[Sequence[int], str]
Candidate = TypeVar("Candidate")


class Cost(NamedTuple):
    """A cost that is known without training."""

    name: str
    unit: str
    #: Whether its bounds can be asked for.
    bounded: bool


class Constraint(NamedTuple):
    """What an answer must satisfy; an architecture outside may be evaluated, but is no answer."""

    cost: str
    #: In the cost's unit; None where this end is open.
    at_least: Optional[float]
    at_most: Optional[float]


class Session:
    """One run of a searcher under a protocol: what a searcher may ask, and nothing else."""

    #: The space's name.
    space: str
    #: The names of the choices, position by position.
    choices: Tuple[Tuple[str, ...], ...]
    #: The costs that there are; the first one counts where none is named.
    costs: Tuple[Cost, ...]
    #: None where every architecture may be an answer.
    constraint: Optional[Constraint]
    #: The names of the costs that an answer weighs against its reward; empty where it is one network.
    front: Tuple[str, ...]
    #: The length of a whole training.
    epochs: int
    #: {"seconds": simulated seconds} or {"evaluations": how many}.
    budget: Dict[str, float]
    #: The run's own seed, 31 bits.
    seed: int
    #: A generator seeded with it.
    random: random.Random
    #: What the suite gives under ``settings``.
    settings: Dict[str, Any]
    #: Simulated seconds that are spent; None where trainings have no price.
    spent: Optional[float]
    #: Whether the budget is spent; from then on nothing can be evaluated.
    exhausted: bool

    def __init__(self, pipe: "_Pipe", start: Dict[str, Any], settings: Dict[str, Any]) -> None:
        self._pipe = pipe
        self.space = start["space"]["name"]
        self.choices = tuple(tuple(p["choices"]) for p in start["space"]["positions"])
        self.costs = tuple(Cost(c["name"], c["unit"], c["bounded"]) for c in start["costs"])
        bounded = start["constraint"]
        self.constraint = bounded and Constraint(
            bounded["cost"], bounded["at_least"], bounded["at_most"]
        )
        self.front = tuple(start.get("front", ()))
        self.epochs = start["epochs"]
        self.budget = start["budget"]
        self.seed = start["seed"]
        self.random = random.Random(self.seed)
        self.settings = settings
        self.spent = 0.0
        self.exhausted = False

    def evaluate(self, architecture: Architecture, epochs: Optional[int] = None) -> float:
        """Trains an architecture, and pays for it.

        Returns the reward, validation accuracy in percent, after ``epochs`` epochs or after a whole
        training. Nothing can be evaluated when the session is exhausted.
        """
        return self.evaluate_all([architecture], epochs)[0]

    def evaluate_all(
        self, architectures: Sequence[Architecture], epochs: Optional[int] = None
    ) -> List[float]:
        """Trains several in order, up to the one that crosses the budget.

        The list of rewards is then shorter than the list of architectures.
        """
        message: Dict[str, Any] = {"evaluate": architectures}
        if epochs is not None:
            message["epochs"] = epochs
        answer = self._pipe.ask(message)
        self.spent = answer["spent"]
        self.exhausted = answer["exhausted"]
        return answer["rewards"]

    def sample(self) -> Choices:
        """An architecture drawn uniformly from those that the constraint admits."""
        return tuple(self._pipe.ask({"sample": {}})["architecture"])

    def mutate(self, parent: Architecture) -> Choices:
        """``parent``, which the constraint admits, with one position drawn anew.

        All choices are drawn from, the current one included, until the constraint admits one.
        """
        return tuple(self._pipe.ask({"mutate": parent})["architecture"])

    def cost(self, architecture: Architecture, name: Optional[str] = None) -> float:
        """What an architecture costs, in the cost's unit."""
        return self._pipe.ask({"cost": [architecture], "name": name})["costs"][0]

    def bounds(
        self, prefix: Sequence[int], name: Optional[str] = None
    ) -> Tuple[Optional[float], Optional[float]]:
        """The least and the greatest cost of all that agree with ``prefix``; -1 leaves one open.

        (None, None) where there is none.
        """
        least, greatest = self._pipe.ask({"bounds": prefix, "name": name})["bounds"]
        return least, greatest


class _Pipe:
    """Lines of JSON to and from the program that started this one."""

    def __init__(self) -> None:
        # A keyboard's interrupt reaches this process, too; the one that started it ends it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._in = sys.stdin.buffer
        # What else is printed, by whatever library, must not come between the lines.
        self._out = os.dup(1)
        os.dup2(2, 1)
        sys.stdout = sys.stderr

    def receive(self) -> Optional[Dict[str, Any]]:
        line = self._in.readline()
        return json.loads(line) if line else None

    def send(self, message: Dict[str, Any]) -> None:
        line = memoryview(json.dumps(message).encode("ascii") + b"\n")
        while line:
            line = line[os.write(self._out, line) :]

    def ask(self, message: Dict[str, Any]) -> Dict[str, Any]:
        self.send(message)
        answer = self.receive()
        if answer is None:  # nobody is there any more
            sys.exit(0)
        return answer


def sessions() -> Iterator[Session]:
    """The runs that this process is to make, one after the other, until there are no more."""
    pipe = _Pipe()
    hello = pipe.receive()
    if hello is None:
        return
    pipe.send({"hello": {"protocol": PROTOCOL}})
    while True:
        message = pipe.receive()
        if message is None:
            return
        yield Session(pipe, message["start"], hello["hello"]["settings"])
        pipe.send({"done": {}})


def ask_tell(
    session: Session,
    ask: Callable[[], Tuple[Candidate, Architecture]],
    tell: Callable[[Candidate, float], Any],
    batch: int = 1,
) -> None:
    """Lets an optimizer that asks and is told search until the session is exhausted.

    ``ask`` gives a candidate of the optimizer's own and the architecture that it stands for,
    ``tell`` takes the candidate and its reward, which is to be maximized. ``batch`` candidates are
    asked for before their rewards are told.
    """
    while not session.exhausted:
        asked = [ask() for _ in range(batch)]
        rewards = session.evaluate_all([architecture for _, architecture in asked])
        for (candidate, _), reward in zip(asked, rewards):
            tell(candidate, reward)
