"""Optuna's tree-structured Parzen estimator; any of its samplers takes the sampler's place."""

import nasreplay
import optuna

optuna.logging.set_verbosity(optuna.logging.WARNING)


def search(session):
    sampler = optuna.samplers.TPESampler(seed=session.seed)
    study = optuna.create_study(direction="maximize", sampler=sampler)

    def ask():
        trial = study.ask()
        return trial, [
            trial.suggest_categorical(str(position), list(range(len(names))))
            for position, names in enumerate(session.choices)
        ]

    nasreplay.ask_tell(session, ask, study.tell)


for session in nasreplay.sessions():
    search(session)
