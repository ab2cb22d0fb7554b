package io.lockstep.chain.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.local.ProjectHome;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys lie where the committed layout has them, which the contracts' build checks. */
class GatewayKeysTest {
  @Test
  void keysLieWhereTheLayoutHasThem() {
    JsonNode layout =
        new JsonMapper()
            .readTree(ProjectHome.find().folder().resolve("contracts/storage/Gateway.json"));

    assertThat(layout.valueStream())
        .filteredOn(entry -> entry.required("label").stringValue().equals(GatewayKeys.LABEL))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.required("slot").longValue()).isEqualTo(GatewayKeys.SLOT);
          assertThat(entry.required("type").stringValue()).isEqualTo("mapping(uint64 => uint256)");
        });
  }
}
