package io.lockstep.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.local.ProjectHome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The positions that are proven are those of the committed layout, which the contracts' build
 * checks.
 */
class GatewayFieldTest {

  private static final JsonNode LAYOUT =
      new JsonMapper()
          .readTree(ProjectHome.find().folder().resolve("contracts/storage/Gateway.json"));

  @ParameterizedTest
  @EnumSource(GatewayField.class)
  void fieldLiesWhereTheLayoutHasIt(GatewayField field) {
    JsonNode mapping = mapping(field.mapping());
    JsonNode member = labelled(mapping.required("members").valueStream(), field.label());

    assertThat(mapping.required("slot").longValue()).isEqualTo(field.mapping().slot());
    assertThat(mapping.required("type").stringValue()).startsWith("mapping(bytes32 => struct ");
    assertThat(member.required("slot").intValue()).isEqualTo(field.word());
    assertThat(member.required("offset").intValue()).isEqualTo(field.offset());
    assertThat(member.required("bytes").intValue()).isEqualTo(field.bytes());
  }

  @ParameterizedTest
  @EnumSource(GatewayField.Mapping.class)
  void fieldsOfTheFirstWordReachAsFarAsIsRead(GatewayField.Mapping mapping) {
    int end =
        mapping(mapping)
            .required("members")
            .valueStream()
            .filter(member -> member.required("slot").intValue() == 0)
            .mapToInt(member ->
                member.required("offset").intValue() + member.required("bytes").intValue())
            .max()
            .orElseThrow();

    assertThat(mapping.firstWordBytes()).isEqualTo(end);
  }

  @Test
  void slotsOfALaneAreFourDifferentOnes() {
    assertThat(LaneSlots.of(SampleGateway.LANE).asList()).doesNotHaveDuplicates().hasSize(4);
    assertThat(LaneSlots.of(SampleGateway.LANE).asList())
        .doesNotContainAnyElementsOf(LaneSlots.of(SampleGateway.OTHER_LANE).asList());
  }

  private static JsonNode mapping(GatewayField.Mapping mapping) {
    return labelled(LAYOUT.valueStream(), mapping.label());
  }

  private static JsonNode labelled(Stream<JsonNode> rows, String label) {
    return rows.filter(row -> row.required("label").stringValue().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
