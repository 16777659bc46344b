package io.longhaul.job.file;

import java.util.List;

/** Files that are no valid jobs, each with the one line that refuses it. */
final class WrongFiles {
  private static final String ENDS = "source: s3://one/a/\ntarget: s3://two/\n";
  private static final String COPY = "kind: s3-copy\n" + ENDS;
  private static final String REFERENCE = "write env:NAME, ssm:/path or secretsmanager:name";

  /**
   * @param bySchema whether an editor that knows the schema sees it too
   */
  record Wrong(String file, String text, String line, boolean bySchema) {
    @Override
    public String toString() {
      return line;
    }
  }

  private WrongFiles() {}

  private static Wrong yaml(String text, String line) {
    return new Wrong("job.yaml", text, "job.yaml:" + line, true);
  }

  /** Wrong by a rule that no schema can say, or before there is anything to hold against one. */
  private static Wrong onlyUs(String text, String line) {
    return new Wrong("job.yaml", text, "job.yaml:" + line, false);
  }

  private static Wrong json(String text, String line) {
    return new Wrong("job.json", text, "job.json:" + line, false);
  }

  static List<Wrong> all() {
    return List.of(
        // unknown keys
        yaml(COPY + "cuts:\n  by: hex\n", "4: cuts: is unknown here; did you mean 'cut'?"),
        yaml(
            COPY + "cut:\n  by: hex\n  dept: 2\n",
            "6: cut.dept: is unknown here; did you mean 'depth'?"),
        yaml(
            COPY + "copy:\n  whenTargetNewer: keep\n",
            "5: copy.whenTargetNewer: is unknown here; did you mean 'when-target-newer'?"),
        yaml(COPY + "depth: 2\n", "4: depth: is unknown here; write it below 'cut'"),
        yaml(
            COPY + "cut:\n  by: prefixes\n  prefixes: [\"a/\"]\n  depth: 2\n",
            "7: cut.depth: goes with 'by: hex' only, and this is 'prefixes'; leave it out"),
        yaml(
            COPY + "colour: blue\n",
            "4: colour: is unknown here; the keys are kind, source, target, cut, select, copy,"
                + " keep, access, unit, caps"),
        // two ways to encrypt
        onlyUs(
            COPY + "keep:\n  encryption: sse-s3\naccess:\n  target:\n    customer-key: env:KEY\n",
            "5: keep.encryption: 'sse-s3' stands beside access.target.customer-key, which encrypts"
                + " all copies; leave one of the two out"),
        onlyUs(
            COPY + "keep:\n  encryption: keep\naccess:\n  source:\n    customer-key: env:KEY\n",
            "5: keep.encryption: 'keep' cannot keep access.source.customer-key; write"
                + " access.target.customer-key, or what else is to encrypt the copies"),
        // missing
        yaml(ENDS, "1: kind: is missing; write one of s3-copy, s3-verify, command, noop"),
        yaml(
            "Kind: s3-copy\n" + ENDS,
            "1: kind: is missing ('Kind' is not it); write one of s3-copy, s3-verify, command,"
                + " noop"),
        yaml(
            "kind: s3-copy\nsource: s3://one/\n",
            "1: target: is missing; write an address such as s3://bucket/prefix/"),
        yaml(
            COPY + "cut:\n  depth: 2\n",
            "5: cut.by: is missing; write one of hex, ranges, prefixes, manifest"),
        onlyUs(
            COPY + "cut:\n  by: prefixes\n",
            "5: cut.prefixes: is missing; write a list, each a prefix, or where one is: 'list: …'"),
        yaml(
            "kind: s3-copy\nsource:\ntarget: s3://two/\n",
            "2: source: is empty; write an address such as s3://bucket/prefix/"),
        // wrong types
        yaml(COPY + "cut: hex\n", "4: cut: is text; write keys below it, such as 'by: …'"),
        yaml(COPY + "cut:\n", "4: cut: is empty; write keys below it, such as 'by: …'"),
        yaml(
            COPY + "unit:\n  objects: \"1000\"\n",
            "5: unit.objects: is text; write the number without quotes"),
        yaml(
            COPY + "unit:\n  objects: many\n",
            "5: unit.objects: is text; write a whole number from 1 to 1000000"),
        yaml(
            COPY + "unit:\n  seconds: 1.5\n",
            "5: unit.seconds: '1.5' is not in plain digits; write a whole number from 1 to 3600"),
        onlyUs(
            COPY + "unit:\n  objects: 1_000\n",
            "5: unit.objects: '1_000' is not in plain digits; write a whole number from 1 to"
                + " 1000000"),
        onlyUs(
            COPY + "unit:\n  attempts: 010\n",
            "5: unit.attempts: '010' is not in plain digits; write a whole number from 1 to 100"),
        yaml(
            COPY + "unit:\n  attempts: 99999999999999999999\n",
            "5: unit.attempts: 99999999999999999999: write a whole number from 1 to 100"),
        yaml(
            COPY + "caps:\n  requests-per-second: 0\n",
            "5: caps.requests-per-second: 0: write a whole number from 1 to 1000000"),
        yaml(
            COPY + "caps:\n  megabytes-per-second: 1.5\n",
            "5: caps.megabytes-per-second: '1.5' is not in plain digits; write a whole number from"
                + " 1 to 1000000"),
        onlyUs(
            COPY + "caps: {}\n",
            "4: caps.requests-per-second: is missing, and megabytes-per-second too; write one of"
                + " them or leave 'caps' out"),
        yaml(COPY + "unit: [5]\n", "4: unit: is a list; write keys below it, such as 'objects: …'"),
        yaml(
            COPY + "cut:\n  by: prefixes\n  prefixes: a/\n",
            "6: cut.prefixes: is text; write a list, each a prefix"),
        yaml(
            COPY + "cut:\n  by: prefixes\n  prefixes: []\n",
            "6: cut.prefixes: is empty; name one at least"),
        yaml(
            COPY + "cut:\n  by: prefixes\n  prefixes: [10]\n",
            "6: cut.prefixes[0]: is a number; write a prefix, in quotes if it is meant: \"10\""),
        onlyUs(
            COPY + "cut:\n  by: prefixes\n  prefixes:\n    - a/\n    - 00\n",
            "8: cut.prefixes[1]: is a number; write a prefix, in quotes if it is meant: \"00\""),
        onlyUs(
            COPY + "cut:\n  by: prefixes\n  prefixes: [NO, \"yes\"]\n",
            "6: cut.prefixes[0]: is NO, which means true or false; write a prefix, in quotes if it"
                + " is meant: \"NO\""),
        yaml("just text\n", "1: is text; write keys below it, such as 'kind: …'"),
        yaml("- kind: s3-copy\n", "1: is a list; write keys below it, such as 'kind: …'"),
        // values
        yaml("kind: s3-cpoy\n" + ENDS, "1: kind: there is no 's3-cpoy'; did you mean 's3-copy'?"),
        yaml(
            "kind: backup\n" + ENDS,
            "1: kind: there is no 'backup'; write one of s3-copy, s3-verify, command, noop"),
        yaml(
            COPY + "copy:\n  route: server\n",
            "5: copy.route: there is no 'server'; write one of auto, server-side, streamed"),
        yaml(
            COPY + "keep:\n  storage-class: glacier\n",
            "5: keep.storage-class: 'glacier' is none; write keep, or a storage class such as"
                + " STANDARD_IA"),
        yaml(
            COPY + "keep:\n  encryption: kms\n",
            "5: keep.encryption: there is no 'kms'; write bucket-default, keep, sse-s3 or"
                + " kms:KEY-ID"),
        yaml(
            COPY + "keep:\n  encryption: \"kms:\"\n",
            "5: keep.encryption: kms: without a key's id; write kms:KEY-ID"),
        yaml(
            "kind: s3-copy\nsource: one/a/\ntarget: s3://two/\n",
            "2: source: 'one/a/' is not an S3 address; write s3://bucket/prefix/"),
        yaml(
            "kind: s3-copy\nsource: s3://o/\ntarget: s3://two/\n",
            "2: source: bucket 'o': a name has 3 to 63 of a-z 0-9 . - (older ones up to 255, with"
                + " A-Z _)"),
        onlyUs(
            COPY + "cut:\n  by: hex\n  alphabet: 0-9A-F\n",
            "6: cut.alphabet: '0-9A-F' looks like a range; write every character:"
                + " \"0123456789ABCDEF\", or upper-hex or lower-hex"),
        onlyUs(
            COPY + "cut:\n  by: hex\n  alphabet: ABCDEF0123456789\n",
            "6: cut.alphabet: 'ABCDEF0123456789' repeats a character or is not in byte order; write"
                + " \"0123456789ABCDEF\", or upper-hex or lower-hex"),
        onlyUs(
            COPY + "cut:\n  by: hex\n  alphabet: 0123456789\n",
            "6: cut.alphabet: is a number; write upper-hex, lower-hex, or the characters in byte"
                + " order, in quotes if it is meant: \"0123456789\""),
        yaml(
            COPY + "cut:\n  by: hex\n  depth: 5\n",
            "6: cut.depth: 5: write a whole number from 1 to 4"),
        onlyUs(
            COPY + "select:\n  include: [\"a/**\", \"logs/[a\"]\n",
            "5: select.include[1]: 'logs/[a': the [ at character 6 has no ]; write [[] for the"
                + " character itself"),
        onlyUs(
            COPY + "select:\n  exclude:\n    - \"re:(?=a)\\n\"\n",
            "6: select.exclude[0]: '(?=a)?': invalid or unsupported Perl syntax `(?=`; the syntax"
                + " is RE2's, without look-around and backreferences"),
        yaml(
            COPY + "select:\n  larger-than: 1000\n",
            "5: select.larger-than: is a number; write a size such as 10 MiB, in quotes if it is"
                + " meant: \"1000\""),
        yaml(
            COPY + "select:\n  larger-than: 10 megs\n",
            "5: select.larger-than: '10 megs' is not a size; write a number and its unit, such as"
                + " 10 MiB or 500 kB"),
        onlyUs(
            COPY + "select:\n  modified-after: yesterday\n",
            "5: select.modified-after: 'yesterday' is not a time; write 2026-01-31, or"
                + " 2026-01-31T12:00:00Z with its offset"),
        yaml(
            COPY + "select:\n  includes: [\"*\"]\n",
            "5: select.includes: is unknown here; did you mean 'include'?"),
        onlyUs(
            COPY + "copy:\n  rename:\n    regex: (.*)\n    replace: $2\n",
            "7: copy.rename.replace: '$2': the $ at character 1 names no group of the 1 that regex"
                + " has; write $1 and so on, or $$ for a dollar"),
        onlyUs(
            COPY + "copy:\n  rename:\n    regex: (.*\n    replace: $1\n",
            "6: copy.rename.regex: '(.*': missing closing ) `(.*`; the syntax is RE2's, without"
                + " look-around and backreferences"),
        yaml(
            COPY + "copy:\n  rename:\n    regex: (.*)\n",
            "6: copy.rename.replace: is missing; write a new name"),
        // combinations
        onlyUs(
            COPY + "select:\n  larger-than: 1 MiB\n  smaller-than: 1 KiB\n",
            "6: select.smaller-than: 1 KiB: no size is larger than 1 MiB and smaller than this;"
                + " write a larger one"),
        onlyUs(
            COPY + "cut:\n  by: hex\n  alphabet: 0123456789ABCDEFG\n  depth: 4\n",
            "7: cut.depth: 4 of 17 characters makes more than 65,536 first cuts; write a smaller"
                + " depth"),
        onlyUs(
            "kind: s3-copy\nsource: s3://one/a/\ntarget: s3://one/a/\n",
            "3: target: is the source itself; write another bucket or prefix"),
        onlyUs(
            "kind: s3-copy\nsource: s3://one/a/\ntarget: s3://one/\n",
            "3: target: overlaps the source s3://one/a/, so copies would be copied again; write"
                + " another prefix"),
        // secrets
        yaml(
            COPY + "access:\n  target:\n    access-key-id: AKIAIOSFODNN7EXAMPLE\n",
            "6: access.target.access-key-id: is not a reference, and a secret itself must not"
                + " be in a job; "
                + REFERENCE),
        yaml(
            COPY + "access:\n  target:\n    secret-access-key: 1234567890\n",
            "6: access.target.secret-access-key: is a number; write a reference: env:NAME,"
                + " ssm:/path or secretsmanager:name"),
        onlyUs(
            COPY + "access:\n  target:\n    access-key-id: env:KEY\n",
            "6: access.target.secret-access-key: is missing beside access-key-id; write a"
                + " reference: env:NAME, ssm:/path or secretsmanager:name"),
        onlyUs(
            COPY + "access:\n  source:\n    external-id: a1\n",
            "6: access.source.role: is missing beside external-id; write a role's ARN"),
        yaml(
            COPY + "access:\n  source:\n    role: reader\n",
            "6: access.source.role: 'reader' is none; write a role's ARN"),
        yaml(
            COPY + "access:\n  source:\n    owner: 111122223333\n",
            "6: access.source.owner: is a number; write the 12 digits of an account, in quotes if"
                + " it is meant: \"111122223333\""),
        yaml(
            COPY + "access:\n  target:\n    endpoint: https://ann:secret@minio\n",
            "6: access.target.endpoint: is no server's address; write https://, a host, and a port"
                + " if need be; http:// is for this machine alone"),
        onlyUs(
            COPY + "access:\n  target: {}\n",
            "5: access.target.profile: is missing, and so is all else; write one, or leave it"),
        // what YAML brings along
        onlyUs(
            COPY + "unit:\n  objects: 5\nunit:\n  seconds: 5\n",
            "6: unit: is given twice (first in line 4); keep one"),
        onlyUs("kind: &k s3-copy\n", "1: holds an anchor (&); leave it out"),
        onlyUs("kind: s3-copy\nsource: *k\n", "2: holds an alias (*); write the value out"),
        onlyUs(
            COPY + "<<: {unit: {objects: 1}}\n", "4: <<: merges are not read; write the keys out"),
        onlyUs(COPY + "cut: !hex\n  depth: 1\n", "4: holds a tag (!); leave it out"),
        onlyUs(COPY + "? [a, b]\n: 1\n", "4: is a key that is a list or mapping; keys are words"),
        onlyUs(
            COPY + "unit:\n\tobjects: 5\n",
            "5: a tab stands where YAML wants spaces; indent with spaces"),
        onlyUs(
            "kind: s3-copy\n source: s3://one/\n",
            "2: a ': ' stands where no key can be; indent the line like its neighbours, or put the"
                + " value in quotes"),
        onlyUs(COPY + "unit: {objects: 5\n", "4: what begins here is never closed"),
        onlyUs("kind: 's3-copy\n" + ENDS, "1: what begins here is never closed"),
        onlyUs(COPY + "copy:\n  route: @x\n", "5: a value begins with '@'; put it in quotes"),
        onlyUs(COPY + "---\n" + COPY, "4: is a second document; a file holds one job"),
        onlyUs("", "1: is empty; 'longhaul init s3-copy' writes a job to begin with"),
        onlyUs("# later\n\n", "1: holds no job; 'longhaul init s3-copy' writes one to begin with"),
        onlyUs(
            "kind: s3-copy\nsource: s3://one/\u0007\n",
            "2: holds the unprintable character U+0007; write \"\\u0007\" in double quotes"),
        onlyUs(
            "kind: s3-copy\nsource: \"s3://one/\\ud800\"\n",
            "2: source: holds half a surrogate pair, which is no text"),
        onlyUs("kind: \u0000s3-copy\n", "1: holds zero bytes; save it as UTF-8"),
        onlyUs("a: " + "[".repeat(50_000), "1: is nested too deep for a job"),
        onlyUs("#" + "x".repeat(JobFile.LARGEST), "1: is larger than 1 MiB, so it is no job file"),
        // commands and what they bring along
        onlyUs(
            "kind: command\ncommand: it\n",
            "1: items: is missing; write a list, or where one is: 'items-from: …'"),
        yaml(
            "kind: command\ncommand: /bin/rm -rf\nitems: [a]\n",
            "2: command: '/bin/rm -rf' is neither a name nor artifact:NAME; a path or a shell's"
                + " line is not taken: workers allow programs by name"),
        onlyUs(
            "kind: command\ncommand: artifact:it\nitems: [a]\n",
            "2: command: there is no artifact 'it'; write it below 'artifacts'"),
        onlyUs(
            "kind: command\ncommand: it\nitems: [a]\narguments: [\"-f\", \"{artifact:x}\"]\n",
            "4: arguments: there is no artifact 'x'; write it below 'artifacts'"),
        onlyUs(
            "kind: command\ncommand: it\nitems: [a, \"b\\tc\"]\n",
            "3: items[1]: holds a control character; an item is one line"),
        yaml(
            "kind: command\ncommand: it\nitems: [a]\nartifacts:\n  - name: ../it\n    file: a\n",
            "5: artifacts[0].name: '../it' is no name; write 1 to 64 of A-Z a-z 0-9 . _ - and"
                + " begin with a letter or digit"),
        onlyUs(
            "kind: command\ncommand: it\nitems: [a]\nartifacts:\n  - name: it\n",
            "5: artifacts[0].file: is missing, and s3 too; write where it is"),
        onlyUs(
            "kind: command\n"
                + "command: it\n"
                + "items: [a]\n"
                + "artifacts:\n"
                + "  - {name: it, s3: \"s3://abc/d\"}\n",
            "5: artifacts[0].sha256: is missing; what lies in S3 is taken by its SHA-256 only"),
        yaml(
            "kind: command\n"
                + "command: it\n"
                + "items: [a]\n"
                + "artifacts:\n"
                + "  - {name: it, file: a, sha256: AB}\n",
            "5: artifacts[0].sha256: 'AB' is no SHA-256; write 64 lower-case hex digits, as"
                + " sha256sum prints them"),
        onlyUs(
            "kind: command\ncommand: it\nitems: [a]\nartifacts:\n  - {name: it, file: a}\n"
                + "  - {name: it, file: b}\n",
            "4: artifacts: two have the name 'it'; name each once"),
        // what JSON brings along
        json(
            "{\n\"kind\": \"noop\",\n}", "3: has a comma too many, or a value too few, before '}'"),
        json("{\n// units\n}", "2: holds a comment, which JSON has not; YAML has"),
        json("{\n\"kind\": noop}", "2: holds a value without quotes"),
        json("{\n\"kind\": \"noop\"\n\"units\": 1}", "3: lacks a comma between two values"),
        json("{\"kind\": \"noop\",\n\"units\": 1", "2: ends too early; close every { [ and \""),
        json(
            "{\"kind\": \"noop\", \"units\": 1}\n{}",
            "2: goes on behind the job; a file holds one job"),
        json(
            "{\"kind\": \"noop\",\n\"kind\": \"noop\"}",
            "2: kind: is given twice (first in line 1); keep one"),
        json(
            "{\"kind\": \"noop\",\n\"units\": 1e3}",
            "2: units: '1e3' is not in plain digits; write a whole number from 1 to 10000000"),
        json(
            "{\"kind\": \"noop\",\n\"units\": null}",
            "2: units: is empty; write a whole number from 1 to 10000000"),
        json(
            "{\"kind\": \"noop\",\n\"unitz\": 1}",
            "2: unitz: is unknown here; did you mean 'units'?"));
  }
}
