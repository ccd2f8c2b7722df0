package io.github.helpcrunchjdbc;

/** Placeholder. */
public final class HelpCrunchDriver {}
