/**
 * How attesters and coordinators reach each other: HTTPS, where the keys of TLS are signed by the
 * identities that the roster names.
 */
@NullMarked
package io.lockstep.app.transport;

import org.jspecify.annotations.NullMarked;
