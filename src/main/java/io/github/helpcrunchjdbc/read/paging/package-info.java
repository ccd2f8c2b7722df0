/** All pages of one search: complete, no customer twice, also where offsets lead no further. */
@NullMarked
package io.github.helpcrunchjdbc.read.paging;

import org.jspecify.annotations.NullMarked;
