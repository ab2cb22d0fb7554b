/**
 * The JSON-RPC servers of a chain, and what the stages that watch a lane ask of them. One server is
 * read from, all of them vote on what is final, and none is believed.
 */
@NullMarked
package io.lockstep.chain.provider;

import org.jspecify.annotations.NullMarked;
