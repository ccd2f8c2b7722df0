/** The facts that answers have shown of a service: how it pages, sorts and counts. */
@NullMarked
package io.github.helpcrunchjdbc.read.facts;

import org.jspecify.annotations.NullMarked;
