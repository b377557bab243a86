#!/usr/bin/env python3
"""Writes reference.json: samples, and what SciPy and statsmodels make of them.

Made with Python 3.11, NumPy 1.24.2, SciPy 1.10.1 and statsmodels 0.13.5:
    python3 reference.py > reference.json
"""
import json

import numpy
from scipy import stats
from statsmodels.stats.multitest import multipletests

random = numpy.random.default_rng(20240601)


def two_samples(a, b, method):
    u, p = stats.mannwhitneyu(a, b, method=method)
    wins = (a[:, None] > b[None, :]) + 0.5 * (a[:, None] == b[None, :])
    variance = wins.mean(axis=1).var(ddof=1) / len(a) + wins.mean(axis=0).var(ddof=1) / len(b)
    return {
        "a": a.tolist(),
        "b": b.tolist(),
        "a12": float(u) / (len(a) * len(b)),
        "variance": float(variance),
        "p": float(p),
    }


def blocks(values):
    return {
        "values": values.tolist(),
        "ranks": stats.rankdata(values, axis=1).tolist(),
        "p": float(stats.friedmanchisquare(*values.T).pvalue),
    }


def welch(m1, s1, n1, m2, s2, n2):
    """From population deviations."""
    p = stats.ttest_ind_from_stats(
        m1, s1 * (n1 / (n1 - 1)) ** 0.5, n1, m2, s2 * (n2 / (n2 - 1)) ** 0.5, n2, equal_var=False
    ).pvalue
    return {"input": [m1, s1, n1, m2, s2, n2], "p": float(p)}


def columns(values):
    """Every column against every other."""
    return {
        "columns": values.T.tolist(),
        "spearman": stats.spearmanr(values).statistic.tolist(),
    }


def improvement(strata):
    """Mean of A12 over the strata, 95 % interval from the sum of their variances."""
    each = [two_samples(a, b, "asymptotic") for a, b in strata]
    mean = numpy.mean([e["a12"] for e in each])
    deviation = numpy.sqrt(numpy.sum([e["variance"] for e in each])) / len(each)
    return {"strata": each, "interval": [mean, *stats.norm.interval(0.95, mean, deviation)]}


def location(sample):
    return {
        "sample": sample.tolist(),
        "mean": float(sample.mean()),
        "std": float(sample.std()),
        "quartiles": numpy.percentile(sample, [25, 50, 75]).tolist(),
        "interquartile_mean": float(stats.trim_mean(sample, 0.25)),
    }


p_values = [0.01, 0.04, 0.03, 0.005, 0.04, 0.9, 1e-12]
print(
    json.dumps(
        {
            "mann_whitney": [
                two_samples(random.normal(0, 1, 5), random.normal(1, 1, 7), "exact"),
                two_samples(random.normal(0, 1, 100), random.normal(0.3, 2, 80), "asymptotic"),
                two_samples(
                    random.normal(9, 1, 500).round(1), random.normal(9.2, 1, 400).round(1), "asymptotic"
                ),
                two_samples(
                    random.integers(0, 4, 8).astype(float), random.integers(1, 5, 6).astype(float), "asymptotic"
                ),
            ],
            "holm": {
                "p": p_values,
                "adjusted": multipletests(p_values, method="holm")[1].tolist(),
            },
            "friedman": [
                blocks(random.normal(0, 1, (3, 4)) + [0, 0.5, 1, 1.5]),
                blocks(random.integers(0, 4, (10, 5)).astype(float)),
            ],
            # The critical difference of k treatments in n blocks at 0.05.
            "critical_difference": [
                {
                    "k": k,
                    "n": n,
                    "value": float(
                        stats.studentized_range.ppf(0.95, k, numpy.inf)
                        / 2**0.5
                        * (k * (k + 1) / (6 * n)) ** 0.5
                    ),
                }
                for k, n in [(3, 2), (3, 3), (5, 10), (12, 3), (20, 30)]
            ],
            "welch": [
                welch(93.22, 0.16, 500, 93.20, 0.17, 500),
                welch(70.11, 0.61, 500, 70.60, 0.45, 100),
                welch(45.9, 0.9, 5, 45.5, 0.1, 3),
            ],
            "location": [
                location(random.normal(93, 0.2, 500)),
                location(random.normal(0, 1, 11)),
                location(random.normal(0, 1, 2)),
            ],
            "correlations": [
                columns(random.normal(0, 1, (200, 3)).cumsum(axis=1)),
                columns(random.integers(0, 5, (60, 4)).cumsum(axis=1).astype(float)),
            ],
            "improvement": improvement(
                [
                    (random.normal(0, 1, 40), random.normal(0.4, 1, 30)),
                    (random.integers(0, 9, 25).astype(float), random.integers(1, 9, 25).astype(float)),
                ]
            ),
        },
        separators=(",", ":"),
    )
)
