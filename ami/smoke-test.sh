#!/bin/bash
# What a fresh image must pass, on a machine that was started from it or is about to become it, and before any stack is set:
#
#   sudo /opt/longhaul/ami/smoke-test.sh [--root DIR]
#
# One line for each check. Exit status: 0 all passed, 1 one did not, 2 misused. With --root DIR it looks at what lies below
# DIR, as 'provision.sh --root DIR' leaves it, and leaves out what only a machine can show, saying so.
set -uo pipefail

root=''
case ${1-} in
  '') ;;
  --root)
    root=$(cd "${2-}" 2>/dev/null && pwd -P) || {
      echo "smoke-test: --root '${2-}': no such folder" >&2
      exit 2
    }
    ;;
  *)
    echo "smoke-test: '$1': write nothing, or --root DIR" >&2
    exit 2
    ;;
esac

failed=0

# $1 is what holds if the rest succeeds.
check() {
  local what=$1 said
  shift
  if said=$("$@" 2>&1); then
    printf 'ok      %s\n' "$what"
  else
    printf 'FAILED  %s%s\n' "$what" "${said:+: $(tr '\n' ' ' <<<"$said")}"
    failed=$((failed + 1))
  fi
}

# The same, of what only a machine can show.
machine() {
  if [ -n "$root" ]; then printf 'left out: %s\n' "$1"; else check "$@"; fi
}

none_of() {
  local path there=()
  for path; do [ ! -e "$path" ] || there+=("${path#"$root"}"); done
  [ ${#there[@]} = 0 ] || { echo "there: ${there[*]}" && return 1; }
}

starts() {
  runuser -u longhaul -- "$root/opt/longhaul/bin/longhaul" --version
}

# A cache that is empty stands for one that could not be made: the launcher tries once.
has_cache() {
  local cache
  for cache in "$root"/opt/longhaul/start-*.aot; do [ -s "$cache" ] && return 0; done
  echo 'no start-*.aot with anything in it'
  return 1
}

nobody_else_writes() {
  local found
  found=$(find "$root/opt/longhaul" "$root/etc/longhaul" ! -type l \( -perm /022 -o ! -user "$(id -un)" \) | head -n 3)
  [ -z "$found" ] || { echo "$found" && return 1; }
}

cannot_log_in() {
  local entry
  entry=$(getent passwd "$1") || { echo 'there is no such user' && return 1; }
  [ "${entry##*:}" = /sbin/nologin ] || { echo "its shell is ${entry##*:}" && return 1; }
}

token() {
  runuser -u "$1" -- curl -sS --max-time 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \
    http://169.254.169.254/latest/api/token
}

# 1.0 of the service must be off, too: without a token there is nothing.
refused_without_token() {
  [ "$(curl -s -o /dev/null -w '%{http_code}' --max-time 5 http://169.254.169.254/latest/meta-data/)" = 401 ]
}

reaches() {
  token "$1" >/dev/null
}

does_not_reach() {
  ! token "$1" >/dev/null 2>&1
}

is_set() {
  local value
  value=$(sysctl -n "$1") && [ "$value" = "$2" ] || { echo "$1 is ${value-}" && return 1; }
}

pinned() {
  grep -qxE '[0-9a-f]{64}' "$root/opt/longhaul/.sha256"
}

units_are_right() {
  # What of theirs is not there cannot be started from below another root.
  systemd-analyze verify --man=no "$root"/etc/systemd/system/longhaul-{worker,worker-failed,imds}.service
}

check 'the distribution is there, with the SHA-256 that it was checked by' pinned
check 'its launcher is there' test -x "$root/opt/longhaul/bin/longhaul"
check 'nobody but root may write to it' nobody_else_writes
for file in systemd/system/longhaul-worker.service systemd/system/longhaul-worker-failed.service \
  systemd/system/longhaul-imds.service sysctl.d/90-longhaul.conf modules-load.d/longhaul.conf \
  security/limits.d/90-longhaul.conf logrotate.d/longhaul systemd/system/logrotate.timer.d/longhaul.conf tmpfiles.d/longhaul.conf longhaul/imds.nft; do
  check "/etc/$file is the distribution's" cmp "$root/etc/$file" \
    "$root/opt/longhaul/ami/$(case $file in
      sysctl.d/*) echo sysctl.conf ;;
      modules-load.d/*) echo modules.conf ;;
      security/*) echo limits.conf ;;
      logrotate.d/*) echo logrotate.conf ;;
      */logrotate.timer.d/*) echo logrotate-timer.conf ;;
      tmpfiles.d/*) echo tmpfiles.conf ;;
      *) echo "${file##*/}" ;;
    esac)"
done
check 'no stack is set' none_of "$root"/etc/longhaul/{worker.env,cloudwatch-agent.json}
check 'no key of a person or a machine is left' \
  none_of "$root"/root/.ssh/authorized_keys "$root"/home/*/.ssh/authorized_keys "$root"/{root,home/*}/.aws
check 'the worker has left nothing behind' none_of "$root"/var/lib/longhaul/* "$root"/var/log/longhaul/*
machine 'systemd understands the units' units_are_right
machine 'the worker starts by itself in no image' bash -c '! systemctl is-enabled --quiet longhaul-worker'
machine 'the worker runs as a user who cannot log in' cannot_log_in longhaul
machine 'commands run as a user who cannot log in' cannot_log_in longhaul-exec
machine 'the program starts on this Java, as that user' starts
machine 'its starts are prepared' has_cache
machine 'the rule for commands is in force' systemctl is-active --quiet longhaul-imds
machine 'metadata is told to nobody without a token' refused_without_token
machine 'the worker reaches the metadata service' reaches longhaul
machine 'commands do not' does_not_reach longhaul-exec
machine 'outgoing connections have the ports they need' is_set net.ipv4.ip_local_port_range $'10240\t65535'
machine 'connections are paced by BBR' is_set net.ipv4.tcp_congestion_control bbr
machine 'queues are fair' is_set net.core.default_qdisc fq
machine 'the agent for logs is there' test -x /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl

[ "$failed" = 0 ] || echo "$failed failed" >&2
[ "$failed" = 0 ]
