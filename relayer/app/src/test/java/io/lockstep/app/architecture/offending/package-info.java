/**
 * The layers once more, each with what it must not do. The rules are held against these offenders
 * too, because a rule that nothing can break protects nothing.
 */
package io.lockstep.app.architecture.offending;
