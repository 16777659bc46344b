package io.longhaul.archunit.offenders.ledger;

import java.sql.Connection;

public class KnowsSql {
  public Connection connection;
}
