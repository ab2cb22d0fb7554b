package io.lockstep.app.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The last line of the demo, for a machine to read. */
final class LastLine {

  private LastLine() {}

  static String of(Story.Ending ending) {
    Tally tally = ending.tally();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("locked", tally.locked());
    fields.put("delivered", tally.delivered());
    fields.put("parked", tally.parked());
    fields.put("voided", tally.voided());
    fields.put("refunded", tally.refunded());
    fields.put("lost", tally.lost());
    fields.put("duplicated", tally.duplicated());
    Map<String, String> promises = new LinkedHashMap<>();
    ending.promises().forEach(promise -> promises.put(promise.id(), promise.verdict()));
    fields.put("promises", promises);
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
