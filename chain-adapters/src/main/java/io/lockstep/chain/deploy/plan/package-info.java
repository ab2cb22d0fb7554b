/** What shall stand on which chain, and who may do what with it. */
@NullMarked
package io.lockstep.chain.deploy.plan;

import org.jspecify.annotations.NullMarked;
