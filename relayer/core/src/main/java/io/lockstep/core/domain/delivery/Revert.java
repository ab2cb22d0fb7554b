package io.lockstep.core.domain.delivery;

/**
 * Why a mined transaction changed nothing.
 *
 * @param error the gateway's error by its name, or another short word; two reverts of one error are
 *     alike
 * @param text the error with what it carries, for a person
 */
public record Revert(String error, String text) {}
