/**
 * The configuration of a daemon: one YAML file, read whole. All problems are told together, with
 * the line of each; a key that nobody reads is a problem too.
 */
@NullMarked
package io.lockstep.app.config;

import org.jspecify.annotations.NullMarked;
