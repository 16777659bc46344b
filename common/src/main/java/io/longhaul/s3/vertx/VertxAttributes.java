package io.longhaul.s3.vertx;

import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.calls.AttributeRequests;
import io.longhaul.s3.calls.Done;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The requests about tags and ACLs. */
record VertxAttributes(VertxCalls calls) implements AttributeRequests {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  @Override
  public CompletableFuture<Map<String, String>> tags(ObjectRef object) {
    Outgoing get = calls.bare(HttpMethod.GET, object.bucket(), object.key());
    return calls.read(of(get, object, "tagging"), "IncompleteAnswer", AttributeAnswers::tags);
  }

  private static Outgoing of(Outgoing request, ObjectRef object, String what) {
    request.toSign().query(what, "");
    if (object.version() != null) request.toSign().query("versionId", object.version());
    return request;
  }

  @Override
  public CompletableFuture<Done> putTags(ObjectRef object, Map<String, String> tags) {
    XmlText xml = new XmlText("Tagging").open("TagSet");
    tags.forEach(
        (key, value) -> xml.open("Tag").text("Key", key).text("Value", value).close("Tag"));
    String document = xml.close("TagSet").end();
    return put(object, "tagging", document);
  }

  private CompletableFuture<Done> put(ObjectRef object, String what, String document) {
    Outgoing put = calls.document(HttpMethod.PUT, object.bucket(), object.key(), document, true);
    return calls.whole(of(put, object, what), reply -> Done.DONE);
  }

  @Override
  public CompletableFuture<Acl> acl(ObjectRef object) {
    Outgoing get = calls.bare(HttpMethod.GET, object.bucket(), object.key());
    return calls.read(of(get, object, "acl"), "IncompleteAnswer", AttributeAnswers::acl);
  }

  @Override
  public CompletableFuture<Done> putAcl(ObjectRef object, AclChange change) {
    return switch (change) {
      case AclChange.Canned canned -> {
        Outgoing put = calls.bare(HttpMethod.PUT, object.bucket(), object.key());
        // S3 wants the checksum of a body here, though there is none.
        put.toSign()
            .header("x-amz-acl", canned.name())
            .header(Algorithm.USUAL.header(), Algorithm.USUAL.of(new byte[0]));
        yield calls.whole(of(put, object, "acl"), reply -> Done.DONE);
      }
      case AclChange.Same same -> put(object, "acl", document(same.acl()));
    };
  }

  private static String document(Acl acl) {
    XmlText xml = new XmlText("AccessControlPolicy").open("AccessControlList");
    for (Acl.Grant grant : acl.grants()) {
      xml.open("Grant");
      switch (grant.grantee()) {
        case Acl.Account account -> {
          grantee(xml, "CanonicalUser");
          if (account.displayName() != null) xml.text("DisplayName", account.displayName());
          xml.text("ID", account.id());
        }
        case Acl.Group group -> grantee(xml, "Group").text("URI", group.uri());
        case Acl.Email email ->
            grantee(xml, "AmazonCustomerByEmail").text("EmailAddress", email.address());
      }
      xml.close("Grantee").text("Permission", grant.permission()).close("Grant");
    }
    xml.close("AccessControlList").open("Owner").text("ID", acl.owner()).close("Owner");
    return xml.end();
  }

  private static XmlText grantee(XmlText xml, String type) {
    return xml.open("Grantee", "xmlns:xsi=\"%s\" xsi:type=\"%s\"".formatted(XSI, type));
  }
}
