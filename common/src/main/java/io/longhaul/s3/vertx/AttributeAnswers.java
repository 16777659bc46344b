package io.longhaul.s3.vertx;

import static io.longhaul.s3.vertx.Members.name;

import io.longhaul.s3.Acl;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tags and ACLs. */
final class AttributeAnswers {
  private static final byte[] TAGGING = name("Tagging");
  private static final byte[] TAG_SET = name("TagSet");
  private static final byte[] TAG = name("Tag");
  private static final byte[] KEY = name("Key");
  private static final byte[] VALUE = name("Value");
  private static final byte[] POLICY = name("AccessControlPolicy");
  private static final byte[] OWNER = name("Owner");
  private static final byte[] LIST = name("AccessControlList");
  private static final byte[] GRANT = name("Grant");
  private static final byte[] GRANTEE = name("Grantee");
  private static final byte[] PERMISSION = name("Permission");
  private static final byte[] ID = name("ID");
  private static final byte[] DISPLAY_NAME = name("DisplayName");
  private static final byte[] URI = name("URI");
  private static final byte[] EMAIL = name("EmailAddress");

  private AttributeAnswers() {}

  static Map<String, String> tags(byte[] body, int length) throws Malformed {
    Members xml = new Members(body, length);
    Map<String, String> tags = new LinkedHashMap<>();
    boolean set = false;
    xml.enter(TAGGING);
    while (xml.hasNext()) {
      if (!xml.is(TAG_SET)) {
        xml.skip();
        continue;
      }
      set = true;
      while (xml.hasNext()) {
        if (xml.is(TAG)) tag(xml, tags);
        else xml.skip();
      }
    }
    xml.endOfAll();
    if (!set) throw new Malformed("no TagSet");
    return tags;
  }

  private static void tag(Members xml, Map<String, String> tags) throws Malformed {
    String key = null;
    String value = null;
    while (xml.hasNext()) {
      if (xml.is(KEY)) key = xml.once(key);
      else if (xml.is(VALUE)) value = xml.once(value);
      else xml.skip();
    }
    if (key == null || value == null) throw new Malformed("a tag without key or value");
    if (tags.put(key, value) != null) throw new Malformed("a tag twice");
  }

  static Acl acl(byte[] body, int length) throws Malformed {
    Members xml = new Members(body, length);
    List<Acl.Grant> grants = new ArrayList<>();
    String owner = null;
    boolean list = false;
    xml.enter(POLICY);
    while (xml.hasNext()) {
      if (xml.is(OWNER)) {
        owner = owner(xml);
      } else if (xml.is(LIST)) {
        list = true;
        while (xml.hasNext()) {
          if (xml.is(GRANT)) grants.add(grant(xml));
          else xml.skip();
        }
      } else {
        xml.skip();
      }
    }
    xml.endOfAll();
    if (owner == null || !list) throw new Malformed("no owner or no grants");
    return new Acl(owner, grants);
  }

  private static @Nullable String owner(Members xml) throws Malformed {
    String id = null;
    while (xml.hasNext()) {
      if (xml.is(ID)) id = xml.once(id);
      else xml.skip();
    }
    return id;
  }

  private static Acl.Grant grant(Members xml) throws Malformed {
    Acl.Grantee grantee = null;
    String permission = null;
    while (xml.hasNext()) {
      if (xml.is(GRANTEE)) grantee = grantee(xml);
      else if (xml.is(PERMISSION)) permission = xml.once(permission);
      else xml.skip();
    }
    if (grantee == null || permission == null) {
      throw new Malformed("a grant without grantee or permission");
    }
    return new Acl.Grant(grantee, permission);
  }

  /** Its type is an attribute, which says no more than what it is named by. */
  private static Acl.Grantee grantee(Members xml) throws Malformed {
    String id = null;
    String displayName = null;
    String uri = null;
    String email = null;
    while (xml.hasNext()) {
      if (xml.is(ID)) id = xml.once(id);
      else if (xml.is(DISPLAY_NAME)) displayName = xml.once(displayName);
      else if (xml.is(URI)) uri = xml.once(uri);
      else if (xml.is(EMAIL)) email = xml.once(email);
      else xml.skip();
    }
    if (id != null) return new Acl.Account(id, displayName);
    if (uri != null) return new Acl.Group(uri);
    if (email != null) return new Acl.Email(email);
    throw new Malformed("a grantee without a name");
  }
}
