/**
 * An account that lives in memory and speaks the API, so that no account is needed to try the
 * driver.
 */
@NullMarked
package io.github.helpcrunchjdbc.demo;

import org.jspecify.annotations.NullMarked;
