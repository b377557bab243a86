"""Nevergrad's discrete (1+1) evolution; any of its optimizers takes the optimizer's place."""

import nasreplay
import nevergrad


def search(session):
    choices = [nevergrad.p.Choice(range(len(names))) for names in session.choices]
    space = nevergrad.p.Tuple(*choices)
    space.random_state.seed(session.seed)
    optimizer = nevergrad.optimizers.DiscreteOnePlusOne(parametrization=space, budget=1000)

    def ask():
        candidate = optimizer.ask()
        return candidate, [int(choice) for choice in candidate.value]

    # It minimizes a loss.
    nasreplay.ask_tell(session, ask, lambda candidate, reward: optimizer.tell(candidate, -reward))


for session in nasreplay.sessions():
    search(session)
