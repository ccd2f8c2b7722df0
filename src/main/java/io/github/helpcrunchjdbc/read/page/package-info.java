/** One page of a request: how it is asked for, checked and noted; and what single pages tell. */
@NullMarked
package io.github.helpcrunchjdbc.read.page;

import org.jspecify.annotations.NullMarked;
