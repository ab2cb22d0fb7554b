/** The demo: a story of collateral on two chains, told and checked. */
@NullMarked
package io.lockstep.app.demo;

import org.jspecify.annotations.NullMarked;
