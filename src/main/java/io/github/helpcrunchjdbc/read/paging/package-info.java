/** All pages of one search: complete, with no customer twice, also if offsets end too early. */
@NullMarked
package io.github.helpcrunchjdbc.read.paging;

import org.jspecify.annotations.NullMarked;
