/**
 * Typed bindings of the contracts, generated during the build from what forge has compiled. They
 * encode and decode; nothing here sends. Callers outside this module use the clients, which speak
 * the protocol's types.
 */
package io.lockstep.chain.bindings;
