package io.lockstep.core.domain;

import java.util.List;

/**
 * What one provider says was appended in some blocks.
 *
 * @param through the block through which was read, which may be short of what was asked for
 */
public record AppendedPage(List<AppendedLog> logs, BlockId through) {
  public AppendedPage {
    logs = List.copyOf(logs);
  }
}
