package io.longhaul.coordinator.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.ledger.Finding;
import io.longhaul.text.Shown;
import io.longhaul.unit.RunName;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A disagreement on one line: where, what, what it means, what to do.
 *
 * @param spelled spells commands as the user would have to type them
 */
public record FindingLine(Finding finding, RunName run, UnaryOperator<String> spelled) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public String text() {
    return "%s: %s %s: %s; %s (docs/runbook.md#what-reconcile---audit-names)"
        .formatted(
            word(),
            Shown.text(finding.where()),
            Shown.text(finding.what()),
            Remedies.means(finding.sort()),
            spelled.apply(Remedies.todo(finding.sort(), run)));
  }

  public String json() {
    return JSON.createObjectNode()
        .put("is", "disagreement")
        .put("sort", word())
        .put("where", finding.where())
        .put("what", finding.what())
        .put("means", Remedies.means(finding.sort()))
        .put("remedy", spelled.apply(Remedies.todo(finding.sort(), run)))
        .toString();
  }

  private String word() {
    return finding.sort().name().toLowerCase(Locale.ROOT);
  }
}
