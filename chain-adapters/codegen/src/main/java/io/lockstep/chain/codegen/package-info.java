/** What runs while the chain adapters are built, and never afterwards. */
@NullMarked
package io.lockstep.chain.codegen;

import org.jspecify.annotations.NullMarked;
