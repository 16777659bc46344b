package io.longhaul.s3.vertx;

import static io.longhaul.s3.vertx.Members.name;

import io.longhaul.s3.Doomed;
import io.longhaul.s3.calls.DeleteAnswer;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.util.List;

/** Reads the answers to DeleteObjects. */
final class DeleteAnswers {
  private static final byte[] ROOT = name("DeleteResult");
  private static final byte[] DELETED = name("Deleted");
  private static final byte[] ERROR = name("Error");
  private static final byte[] KEY = name("Key");
  private static final byte[] VERSION = name("VersionId");
  private static final byte[] CODE = name("Code");
  private static final byte[] MESSAGE = name("Message");

  private DeleteAnswers() {}

  static DeleteAnswer read(List<Doomed> asked, byte[] body, int length) throws Malformed {
    Members xml = new Members(body, length);
    DeleteAnswer answer = new DeleteAnswer(asked);
    xml.enter(ROOT);
    while (xml.hasNext()) {
      if (xml.is(DELETED)) one(xml, answer, false);
      else if (xml.is(ERROR)) one(xml, answer, true);
      else xml.skip();
    }
    xml.endOfAll();
    return answer;
  }

  private static void one(Members xml, DeleteAnswer answer, boolean error) throws Malformed {
    String key = null;
    String version = null;
    String code = null;
    String message = null;
    while (xml.hasNext()) {
      if (xml.is(KEY)) key = xml.once(key);
      else if (xml.is(VERSION)) version = xml.once(version);
      else if (xml.is(CODE)) code = xml.once(code);
      else if (xml.is(MESSAGE)) message = xml.once(message);
      else xml.skip();
    }
    if (error) answer.refused(key, version, code, message);
    else answer.deleted(key, version);
  }
}
