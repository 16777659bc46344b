package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of an object goes to the target beside its bytes, its metadata and its content headers,
 * which always do.
 *
 * @param storageClass {@link #SAME}, or the class of all copies
 */
public record Keep(
    Tags tags,
    String storageClass,
    TargetEncryption encryption,
    Redirect websiteRedirect,
    ObjectLock objectLock,
    Grants acl,
    Owner owner) {
  /** What becomes of tags. */
  public enum Tags {
    /** They are kept; who may not read them may not copy. */
    REQUIRED,
    /** They are kept; of those that may not be read the report says how many stayed behind. */
    IF_READABLE,
    DROP
  }

  /** Whether a website's redirect is kept. */
  public enum Redirect {
    /** For a HEAD of each object, where S3 copies by itself. */
    ALWAYS,
    /** Where a GET tells it anyway. */
    WHERE_FREE,
    NEVER
  }

  /** Whether retention and legal hold are kept. */
  public enum ObjectLock {
    DROP,
    KEEP
  }

  /** Whether an object's own ACL is kept. */
  public enum Grants {
    DROP,
    /** Where it may be read, and the target takes it; the report counts the rest. */
    KEEP
  }

  /** Whose the copies are, where bucket and writer are not of one account. */
  public enum Owner {
    /** As the target's bucket says: the writer's, if it says nothing. */
    WRITER,
    /** The bucket's owner gets all rights. */
    BUCKET_OWNER
  }

  /** As the source has it. */
  public static final String SAME = "keep";

  public static final Keep DEFAULT =
      new Keep(Tags.REQUIRED, SAME, TargetEncryption.DEFAULT, Redirect.WHERE_FREE, ObjectLock.DROP);

  /** Without ACLs. */
  public Keep(
      Tags tags,
      String storageClass,
      TargetEncryption encryption,
      Redirect websiteRedirect,
      ObjectLock objectLock) {
    this(tags, storageClass, encryption, websiteRedirect, objectLock, Grants.DROP, Owner.WRITER);
  }

  private static final Pattern CLASS = Pattern.compile("[A-Z][A-Z0-9_]{2,39}");
  private static final String CLASS_WHAT = "keep, or a storage class such as STANDARD_IA";
  private static final String ACL_NAME = "acl";
  private static final String CLASS_NAME = "storage-class";

  private static final Field<Keep, Tags> TAGS =
      Field.defaulted(
          "tags",
          new Type.Word<>(Tags.class),
          DEFAULT.tags,
          Keep::tags,
          "required: kept. if-readable: kept where they may be read; the report counts the rest."
              + " drop: left behind.");
  private static final Field<Keep, String> STORAGE_CLASS =
      Field.defaulted(
          CLASS_NAME,
          new Type.Text<>(
              CLASS_WHAT,
              SAME,
              Optional.of("^(keep|[A-Z][A-Z0-9_]{2,39})$"),
              Keep::storageClass,
              text -> text,
              false),
          DEFAULT.storageClass,
          Keep::storageClass,
          "keep: the source's, or the one class that all copies are to be in.");
  private static final Field<Keep, TargetEncryption> ENCRYPTION =
      Field.defaulted(
          "encryption",
          TargetEncryption.TYPE,
          DEFAULT.encryption,
          Keep::encryption,
          "bucket-default: as the target's bucket says. keep: the source's own, by its very key."
              + " sse-s3, kms:KEY-ID: this.");
  private static final Field<Keep, Redirect> WEBSITE_REDIRECT =
      Field.defaulted(
          "website-redirect",
          new Type.Word<>(Redirect.class),
          DEFAULT.websiteRedirect,
          Keep::websiteRedirect,
          "where-free: on streamed copies. always: also server-side, for a HEAD of each object.");
  private static final Field<Keep, ObjectLock> OBJECT_LOCK =
      Field.defaulted(
          "object-lock",
          new Type.Word<>(ObjectLock.class),
          DEFAULT.objectLock,
          Keep::objectLock,
          "keep: retention and legal hold too; server-side for a HEAD of each object.");

  private static final Field<Keep, Grants> ACL =
      Field.defaulted(
          ACL_NAME,
          new Type.Word<>(Grants.class),
          DEFAULT.acl,
          Keep::acl,
          "keep: grants too, for a request for each object; what may not be read, or what the"
              + " target does not take, stays behind, and the report counts it.");
  private static final Field<Keep, Owner> OWNER =
      Field.defaulted(
          "owner",
          new Type.Word<>(Owner.class),
          DEFAULT.owner,
          Keep::owner,
          "bucket-owner: who owns the target's bucket gets all rights, for buckets of another"
              + " account that leave objects to their writers.");

  public static final Form<Keep> FORM =
      Form.of(
          Keep.class,
          "keep",
          "What goes along with an object beside metadata and content headers, which always do.",
          List.of(TAGS, STORAGE_CLASS, ENCRYPTION, WEBSITE_REDIRECT, OBJECT_LOCK, ACL, OWNER),
          values ->
              new Keep(
                  values.get(TAGS),
                  values.get(STORAGE_CLASS),
                  values.get(ENCRYPTION),
                  values.get(WEBSITE_REDIRECT),
                  values.get(OBJECT_LOCK),
                  values.get(ACL),
                  values.get(OWNER)));

  public Keep {
    if (!isClass(storageClass)) {
      throw new InvalidField(
          CLASS_NAME, "'%s' is none; write %s".formatted(storageClass, CLASS_WHAT));
    }
    if (acl == Grants.KEEP && owner == Owner.BUCKET_OWNER) {
      throw new InvalidField(
          ACL_NAME, "keep: S3 takes either the grants or owner: bucket-owner; leave one out");
    }
  }

  /** The same, with these. */
  public Keep with(Grants grants, Owner of) {
    return new Keep(tags, storageClass, encryption, websiteRedirect, objectLock, grants, of);
  }

  private static boolean isClass(String text) {
    return text.equals(SAME) || CLASS.matcher(text).matches();
  }

  private static String storageClass(String text) {
    if (isClass(text)) return text;
    throw new IllegalArgumentException("'%s' is none; write %s".formatted(text, CLASS_WHAT));
  }

  /** Whether a server-side copy must be told what only a HEAD of its source says. */
  public boolean looks() {
    return websiteRedirect == Redirect.ALWAYS
        || objectLock == ObjectLock.KEEP
        || encryption.how() == TargetEncryption.How.KEEP;
  }
}
