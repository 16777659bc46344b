package io.longhaul.s3;

/** Keys that somebody's bucket does hold, each a trap for some client or some server. */
public enum OddKey {
  SPACE("odd key"),
  SPACE_AT_BOTH_ENDS(" odd "),
  PLUS("odd+key"),
  PERCENT("odd%key"),
  PERCENT_2F("odd%2Fkey"),
  PERCENT_ENCODED_TWICE("odd%252520key"),
  URL_SYNTAX("odd?key=1&versionId=2#3;4:5@6,7!8$9"),
  QUOTES_AND_MARKUP("<odd key='\"&amp;'>]]>"),
  UNRESERVED("odd-key_with.all~and(*)"),
  BACKSLASH_AND_BRACKETS("odd\\key{[|^`]}"),
  UMLAUT("\u00fcmlaut/\u65e5\u672c\u8a9e"),
  DECOMPOSED_UMLAUT("u\u0308mlaut"),
  SURROGATE_PAIR("odd\ud83d\ude80key\ud800\udc00"),
  NONCHARACTER("odd\uffffkey\ufffe"),
  DOUBLE_SLASH("odd//key"),
  LEADING_SLASH("/odd"),
  TRAILING_SLASH("odd/"),
  ONLY_SLASH("/"),
  DOT_DOT("odd/../key"),
  LEADING_DOT_DOT("../odd"),
  DOT("odd/./key"),
  LONGEST("odd/" + "k".repeat(1020)),
  LONGEST_IN_BYTES("\u00e4".repeat(512)),
  LONGEST_ENCODED("%".repeat(1024)),
  CONTROL("odd\u0001key\u001f"),
  DELETE_CHARACTER("odd\u007fkey\u0085"),
  TAB("odd\tkey"),
  NEWLINE("odd\nkey"),
  CARRIAGE_RETURN("odd\r\nkey");

  private final String key;

  OddKey(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
