/** For each rule of the schema, PostgreSQL refusing what breaks it, by plain SQL. */
@NullMarked
package io.lockstep.persistence.rules;

import org.jspecify.annotations.NullMarked;
