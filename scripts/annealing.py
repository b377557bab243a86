"""Simulated annealing: a worse neighbour is taken with probability exp(loss / temperature).

The temperature falls from ``t0``, in points of accuracy, in proportion to what is left of the budget.
"""

import math
import nasreplay

for session in nasreplay.sessions():
    t0 = session.settings.get("t0", 1.0)
    current = session.sample()
    reward = session.evaluate(current)
    while not session.exhausted:
        left = 1 - session.spent / session.budget["seconds"]
        neighbour = list(current)
        position = session.random.randrange(len(neighbour))
        neighbour[position] = session.random.randrange(len(session.choices[position]))
        accuracy = session.evaluate(neighbour)
        if session.random.random() < math.exp(min(0, accuracy - reward) / (t0 * max(left, 1e-9))):
            current, reward = neighbour, accuracy
