package io.longhaul.coordinator.dead;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.PayloadJson;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Dead units for a program; null is what is not known. */
public final class DeadJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DeadJson() {}

  /** All groups on one line. */
  public static String groups(String run, Groups groups, UnaryOperator<String> spelled) {
    ObjectNode json = JSON.createObjectNode();
    json.put("run", run);
    json.put("units", groups.units());
    json.put("objects", groups.objects());
    json.put("unlisted", groups.unlisted());
    ArrayNode classes = json.putArray("classes");
    for (FailureClass failure : groups.classes()) {
      ObjectNode ofClass = classes.addObject();
      ofClass.put("class", failure.word());
      ofClass.put("remedy", spelled.apply(groups.remedy(failure, run)));
      ArrayNode all = ofClass.putArray("groups");
      for (Group group : groups.of(failure)) group(all.addObject(), group);
    }
    return json.toString();
  }

  private static void group(ObjectNode json, Group group) {
    json.put("reason", group.reason());
    json.put("units", group.units());
    json.put("objects", group.objects());
    json.put("bytes", group.bytes());
    json.put("unlisted", group.unlisted());
    json.put("first", group.first().toString());
    json.put("last", group.last().toString());
    ArrayNode workers = json.putArray("workers");
    group.workers().forEach(worker -> workers.add(worker.value()));
    ArrayNode examples = json.putArray("examples");
    for (Group.Example example : group.examples()) {
      examples.addObject().put("unit", example.unit().value()).put("about", example.about());
    }
  }

  /** One unit, on one line. */
  static String unit(Found unit) {
    ObjectNode json = JSON.createObjectNode();
    json.put("unit", unit.id().value());
    json.put("class", unit.failure().word());
    json.put("why", unit.why());
    json.put("reason", unit.reason().text());
    json.put("tier", unit.row().tier().name().toLowerCase(Locale.ROOT));
    json.put("attempts", unit.row().attempts());
    json.put("losses", unit.row().losses());
    json.put("worker", unit.worker().map(Object::toString).orElse(null));
    json.put("died", unit.died().toString());
    if (unit.unlisted()) json.putNull("objects").putNull("bytes");
    else json.put("objects", unit.objects()).put("bytes", unit.bytes());
    json.put("payload", PayloadJson.write(unit.payload()));
    return json.toString();
  }
}
