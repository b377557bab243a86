package org.nasreplay.search;

import java.util.function.Supplier;

/**
 * A searcher with all its settings, ready to make one object per run.
 *
 * @param name as the suite writes it
 * @param settings all settings as canonical JSON, keys in the record's order; part of what a run's
 *     random numbers derive from, and of what a report prints
 */
public record ConfiguredSearcher(String name, String settings, Supplier<Searcher> create) {}
