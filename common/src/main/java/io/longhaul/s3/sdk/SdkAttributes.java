package io.longhaul.s3.sdk;

import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.calls.AttributeRequests;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.Done;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Type;

/** The requests about tags and ACLs. */
record SdkAttributes(S3AsyncClient s3, BucketOwners owners) implements AttributeRequests {
  @Override
  public CompletableFuture<Map<String, String>> tags(ObjectRef object) {
    GetObjectTaggingRequest get =
        GetObjectTaggingRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .versionId(object.version())
            .expectedBucketOwner(owners.of(object.bucket()))
            .build();
    return Answers.read(s3.getObjectTagging(get), SdkAttributes::tags);
  }

  private static Map<String, String> tags(GetObjectTaggingResponse answer) {
    if (!answer.hasTagSet()) throw Complete.incomplete("no TagSet");
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : answer.tagSet()) {
      tags.put(Complete.said(tag.key(), "key"), Complete.said(tag.value(), "value"));
    }
    return tags;
  }

  @Override
  public CompletableFuture<Done> putTags(ObjectRef object, Map<String, String> tags) {
    List<Tag> all =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    PutObjectTaggingRequest put =
        PutObjectTaggingRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .versionId(object.version())
            .tagging(tagging -> tagging.tagSet(all))
            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
            .expectedBucketOwner(owners.of(object.bucket()))
            .build();
    return Answers.read(s3.putObjectTagging(put), done -> Done.DONE);
  }

  @Override
  public CompletableFuture<Acl> acl(ObjectRef object) {
    GetObjectAclRequest get =
        GetObjectAclRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .versionId(object.version())
            .expectedBucketOwner(owners.of(object.bucket()))
            .build();
    return Answers.read(s3.getObjectAcl(get), SdkAttributes::acl);
  }

  private static Acl acl(GetObjectAclResponse answer) {
    if (!answer.hasGrants()) throw Complete.incomplete("no grants");
    String owner = Complete.said(Complete.said(answer.owner(), "owner").id(), "owner");
    return new Acl(owner, answer.grants().stream().map(SdkAttributes::grant).toList());
  }

  private static Acl.Grant grant(Grant grant) {
    String permission = Complete.said(grant.permissionAsString(), "permission");
    return new Acl.Grant(grantee(Complete.said(grant.grantee(), "grantee")), permission);
  }

  private static Acl.Grantee grantee(Grantee grantee) {
    if (grantee.id() != null) return new Acl.Account(grantee.id(), grantee.displayName());
    if (grantee.uri() != null) return new Acl.Group(grantee.uri());
    return new Acl.Email(Complete.said(grantee.emailAddress(), "name of a grantee"));
  }

  @Override
  public CompletableFuture<Done> putAcl(ObjectRef object, AclChange change) {
    PutObjectAclRequest.Builder put =
        PutObjectAclRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .versionId(object.version())
            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
            .expectedBucketOwner(owners.of(object.bucket()));
    switch (change) {
      case AclChange.Canned canned -> put.acl(canned.name());
      case AclChange.Same same ->
          put.accessControlPolicy(policy ->
              policy
                  .owner(owner -> owner.id(same.acl().owner()))
                  .grants(same.acl().grants().stream().map(SdkAttributes::grant).toList()));
    }
    return Answers.read(s3.putObjectAcl(put.build()), done -> Done.DONE);
  }

  private static Grant grant(Acl.Grant grant) {
    Grantee.Builder grantee = Grantee.builder();
    switch (grant.grantee()) {
      case Acl.Account account ->
          grantee.type(Type.CANONICAL_USER).id(account.id()).displayName(account.displayName());
      case Acl.Group group -> grantee.type(Type.GROUP).uri(group.uri());
      case Acl.Email email ->
          grantee.type(Type.AMAZON_CUSTOMER_BY_EMAIL).emailAddress(email.address());
    }
    return Grant.builder().grantee(grantee.build()).permission(grant.permission()).build();
  }
}
