/** What is done to the database by hand. */
@NullMarked
package io.lockstep.app.db;

import org.jspecify.annotations.NullMarked;
