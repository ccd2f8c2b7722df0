/** One page of a request: asked for, checked, noted. And what can be told from single pages. */
@NullMarked
package io.github.helpcrunchjdbc.read.page;

import org.jspecify.annotations.NullMarked;
