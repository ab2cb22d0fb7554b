@NullMarked
package io.lockstep.chain.deploy.plan;

import org.jspecify.annotations.NullMarked;
