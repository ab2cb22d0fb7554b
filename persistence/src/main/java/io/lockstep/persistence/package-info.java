/**
 * PostgreSQL behind the ports of the core: the pool, transactions, migrations, and what can fail.
 */
@NullMarked
package io.lockstep.persistence;

import org.jspecify.annotations.NullMarked;
