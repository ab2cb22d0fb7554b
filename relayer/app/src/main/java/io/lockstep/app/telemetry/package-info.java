/** What a process tells those who watch it: metrics for machines, health for whoever starts it. */
@NullMarked
package io.lockstep.app.telemetry;

import org.jspecify.annotations.NullMarked;
