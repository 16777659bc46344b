#!/bin/bash
# Makes a worker's machine of an Amazon Linux 2023, arm64 or x86_64: for an image, or at the first start of a stock one.
#
#   provision.sh install --from s3://BUCKET/KEY|FILE --sha256 HEX [--root DIR]
#       Java, users, limits and units, and the distribution below /opt/longhaul, which must have that SHA-256.
#       Again, it changes nothing; with another distribution, that one takes the old one's place.
#   provision.sh start --stack STACK --region REGION [--log-group NAME] [--root DIR]
#       Writes /etc/longhaul/worker.env, has the logs shipped and starts the worker. These variables go into the file:
#       LONGHAUL_IDLE, LONGHAUL_SESSION, LONGHAUL_CLOUDWATCH, LONGHAUL_HEALTH_PORT, LONGHAUL_JAVA_OPTS, LONGHAUL_WORKER_OPTIONS,
#       LONGHAUL_AFTER (stay: the machine does not power off after its worker), LONGHAUL_ALLOW (commands that jobs may have
#       run, with commas between), AWS_ENDPOINT_URL*, AWS_EC2_METADATA_*.
#       And two switch:
#       LONGHAUL_EXEC=yes      the worker may start commands as user longhaul-exec
#       LONGHAUL_WATCHDOG=no   systemd does not start a worker anew that no longer says that its loop moves
#   provision.sh clean [--root DIR]
#       Takes out what no image may hold: keys, logs, caches, ids, the settings of a stack.
#
# --root DIR  writes below DIR and does nothing to this machine: no package, user, module, service. For tests.
#
# Exit status: 0 done, 1 failed, 2 misused.
set -euo pipefail

JAVA=25
PACKAGES=("java-$JAVA-amazon-corretto-headless" amazon-cloudwatch-agent nftables logrotate tar gzip)
HOME_DIR=/var/lib/longhaul
AGENT=/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl

say() {
  printf 'provision: %s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

misused() {
  say "$*; 'provision.sh --help' says how"
  exit 2
}

# $1 is said if the rest fails three times: registries and S3 have bad minutes.
thrice() {
  local said=$1 try
  shift
  for try in 1 2 3; do
    "$@" && return 0
    [ "$try" = 3 ] || sleep $((try * 5))
  done
  fail "$said"
}

# --- install -----------------------------------------------------------------------------------------------------

sha256_of() {
  sha256sum <"$1" | cut -d ' ' -f 1
}

check_system() {
  [ -z "$root" ] || return 0
  [ "$(id -u)" = 0 ] || fail 'must run as root'
  # shellcheck source=/dev/null
  (. /etc/os-release && [ "$ID" = amzn ] && [ "$VERSION_ID" = 2023 ]) ||
    fail 'this is not Amazon Linux 2023, for which it is written'
}

install_packages() {
  [ -z "$root" ] || return 0
  # Signed ones only, whatever a file says.
  thrice "packages cannot be installed: ${PACKAGES[*]}" \
    dnf -q -y --setopt=gpgcheck=1 --setopt='*.gpgcheck=1' --setopt=install_weak_deps=False install "${PACKAGES[@]}"
  compgen -G "/usr/lib/jvm/java-$JAVA-*/release" >/dev/null || fail "no Java $JAVA in /usr/lib/jvm after it was installed"
}

# longhaul works, longhaul-exec is who a job's commands run as. Neither can log in.
make_users() {
  [ -z "$root" ] || return 0
  local user
  for user in longhaul longhaul-exec; do
    id -u "$user" >/dev/null 2>&1 && continue
    useradd --system --user-group --no-create-home --home-dir "$HOME_DIR" --shell /sbin/nologin "$user"
  done
  # The agent reads the worker's log and what cloud-init said.
  if id -u cwagent >/dev/null 2>&1; then
    usermod --append --groups longhaul cwagent
    if getent group adm >/dev/null; then usermod --append --groups adm cwagent; fi
  fi
}

# The distribution, from a folder of its own until all of it is there.
install_distribution() {
  local home=$root/opt/longhaul work found
  if [ -r "$home/.sha256" ] && [ "$(cat "$home/.sha256")" = "$sha256" ]; then
    say "the distribution $sha256 is there"
    return 0
  fi
  mkdir -p "$root/opt"
  rm -rf "$root"/opt/longhaul.new.*
  work=$(mktemp -d "$root/opt/longhaul.new.XXXXXX")
  case $from in
    s3://*)
      thrice "$from cannot be read" timeout 600 aws s3 cp --only-show-errors "$from" "$work/longhaul.tar.gz"
      ;;
    *) cp "$from" "$work/longhaul.tar.gz" || fail "$from cannot be read" ;;
  esac
  found=$(sha256_of "$work/longhaul.tar.gz")
  if [ "$found" != "$sha256" ]; then
    rm -rf "$work"
    fail "refused: $from has the SHA-256 $found, not $sha256"
  fi
  tar -xzf "$work/longhaul.tar.gz" -C "$work" --no-same-owner || fail "$from cannot be unpacked"
  if [ ! -r "$work/longhaul/bin/longhaul" ] || [ ! -r "$work/longhaul/ami/worker-over.sh" ]; then
    rm -rf "$work"
    fail "refused: $from is no distribution: bin/longhaul or ami/worker-over.sh is missing"
  fi
  echo "$sha256" >"$work/longhaul/.sha256"
  # Whoever packed it may have had other ideas of who may do what.
  chmod -R u=rwX,go=rX "$work/longhaul"
  chmod 755 "$work/longhaul/bin/longhaul" "$work"/longhaul/ami/*.sh
  rm -rf "$home"
  mv "$work/longhaul" "$home"
  rm -rf "$work"
}

put() {
  install -D -m "$1" "$root/opt/longhaul/ami/$2" "$root$3"
}

# All files of ours outside of /opt/longhaul.
install_files() {
  put 644 sysctl.conf /etc/sysctl.d/90-longhaul.conf
  put 644 modules.conf /etc/modules-load.d/longhaul.conf
  put 644 limits.conf /etc/security/limits.d/90-longhaul.conf
  put 644 logrotate.conf /etc/logrotate.d/longhaul
  put 644 logrotate-timer.conf /etc/systemd/system/logrotate.timer.d/longhaul.conf
  put 644 tmpfiles.conf /etc/tmpfiles.d/longhaul.conf
  put 644 imds.nft /etc/longhaul/imds.nft
  local unit
  for unit in longhaul-worker longhaul-worker-failed longhaul-imds; do
    put 644 $unit.service /etc/systemd/system/$unit.service
  done
}

apply() {
  [ -z "$root" ] || return 0
  systemctl daemon-reload
  systemd-tmpfiles --create longhaul.conf
  # Where they are not the kernel's own they are in a package of its version; one that has none does without.
  local module
  while read -r module; do
    modprobe -q "$module" || dnf -q -y --setopt=gpgcheck=1 --setopt='*.gpgcheck=1' install "kernel*-modules-extra-$(uname -r)" || true
    modprobe "$module" || say "this kernel has no module $module"
  done </etc/modules-load.d/longhaul.conf
  sysctl -q -p /etc/sysctl.d/90-longhaul.conf || say 'some of /etc/sysctl.d/90-longhaul.conf is not taken by this kernel'
  systemctl enable --quiet longhaul-imds.service
  systemctl enable --quiet --now logrotate.timer
  # The first start writes the cache of later ones, which a worker, who may write nothing here, could not. And it is seen
  # that it starts.
  /opt/longhaul/bin/longhaul --version >&2 || fail 'what was installed does not start'
}

install_all() {
  [ -n "$from" ] || misused 'install: --from is missing'
  [[ $sha256 =~ ^[0-9a-f]{64}$ ]] || misused "install: --sha256 '$sha256': write 64 hexadecimal digits, in lower case"
  case $from in
    s3://?*/?*) ;;
    s3:*) misused "install: --from '$from': write s3://BUCKET/KEY" ;;
    *) [ -r "$from" ] || misused "install: --from '$from': no such file" ;;
  esac
  check_system
  install_packages
  make_users
  install_distribution
  install_files
  apply
  say 'installed'
}

# --- start -------------------------------------------------------------------------------------------------------

# As many units at once for each core as the worker takes by itself on two: 4, 2, and one large one for two.
slots() {
  local cores
  cores=$(nproc)
  [ "$cores" -le 250 ] || cores=250
  echo "--slots $((cores * 4)),$((cores * 2)),$(((cores + 1) / 2))"
}

# A line of worker.env. It is read by systemd, and by shells, which must not find anything to expand in it.
line() {
  case $2 in
    *[\"\\\$\`]* | *$'\n'*) misused "start: $1: no quotes, backslashes, \$ or line breaks, please" ;;
  esac
  printf '%s="%s"\n' "$1" "$2"
}

# Of the heap and what is outside of it, each may grow to two fifths of the memory that the unit allows.
settings() {
  local name
  line LONGHAUL_STACK "$stack"
  line AWS_REGION "$region"
  line LONGHAUL_LOG json
  line LONGHAUL_IDLE "${LONGHAUL_IDLE:-10m}"
  line LONGHAUL_CLOUDWATCH "${LONGHAUL_CLOUDWATCH:-Longhaul}"
  line LONGHAUL_HEALTH_PORT "${LONGHAUL_HEALTH_PORT:-8080}"
  line LONGHAUL_JAVA_OPTS "${LONGHAUL_JAVA_OPTS:--XX:MaxRAMPercentage=40 -XX:+ExitOnOutOfMemoryError}"
  line LONGHAUL_WORKER_OPTIONS "${LONGHAUL_WORKER_OPTIONS:-$(slots)}"
  line LONGHAUL_AFTER "${LONGHAUL_AFTER:-power-off}"
  [ -z "${LONGHAUL_ALLOW-}" ] || line LONGHAUL_ALLOW "$LONGHAUL_ALLOW"
  for name in $(compgen -e LONGHAUL_SESSION; compgen -e AWS_ENDPOINT_URL; compgen -e AWS_EC2_METADATA_); do line "$name" "${!name}"; done
}

# What an exec stack and a watched worker need beside the unit, or no longer.
switches() {
  local name dropins=/etc/systemd/system/longhaul-worker.service.d
  local -A unless=([exec]=no [watchdog]=yes)
  for name in exec watchdog; do
    local variable=LONGHAUL_${name^^}
    case ${!variable:-${unless[$name]}} in
      yes) put 644 $name.conf "$dropins/$name.conf" ;;
      no) rm -f "$root$dropins/$name.conf" ;;
      *) misused "start: $variable '${!variable}': write yes or no" ;;
    esac
  done
}

# All of it, or the old one.
write() {
  mkdir -p "${1%/*}"
  cat >"$1.new"
  chmod 644 "$1.new"
  mv -f "$1.new" "$1"
}

ship_logs() {
  sed -e "s|@LOG_GROUP@|$log_group|" -e "s|@REGION@|$region|" "$root/opt/longhaul/ami/cloudwatch-agent.json" |
    write "$root/etc/longhaul/cloudwatch-agent.json"
  [ -z "$root" ] || return 0
  # Units are worth more than their logs: without an agent the worker works all the same.
  "$AGENT" -a fetch-config -m ec2 -s -c file:/etc/longhaul/cloudwatch-agent.json >/dev/null ||
    say 'the CloudWatch agent does not start: logs stay on this machine, in /var/log/longhaul'
}

start() {
  [[ $stack =~ ^[a-z0-9][a-z0-9-]{0,39}$ ]] ||
    misused "start: --stack '$stack': write 1 to 40 of a-z 0-9 - and begin with a letter or digit"
  [[ $region =~ ^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$ ]] || misused "start: --region '$region': write one such as us-east-1"
  log_group=${log_group:-/longhaul/$stack}
  [[ $log_group =~ ^[A-Za-z0-9_/.#-]{1,512}$ ]] || misused "start: --log-group '$log_group': no name of a log group"
  case ${LONGHAUL_AFTER:-power-off} in
    power-off | stay) ;;
    *) misused "start: LONGHAUL_AFTER '$LONGHAUL_AFTER': write power-off or stay" ;;
  esac
  [ -r "$root/opt/longhaul/.sha256" ] || fail "nothing is installed: 'provision.sh install' comes first"
  check_system
  local text
  text=$(settings) || exit
  switches
  write "$root/etc/longhaul/worker.env" <<<"$text"
  ship_logs
  [ -z "$root" ] || return 0
  systemctl daemon-reload
  # After a reboot too. Not waited for: who calls is part of the boot, and the worker waits for the network.
  systemctl enable --quiet longhaul-worker.service
  systemctl start --no-block longhaul-worker.service
  say 'the worker is started'
}

# --- clean -------------------------------------------------------------------------------------------------------

clean() {
  check_system
  if [ -z "$root" ]; then
    systemctl disable --quiet --now longhaul-worker.service amazon-cloudwatch-agent.service || true
    dnf -q clean all
    cloud-init clean --logs --seed
  fi
  rm -rf "$root"/etc/longhaul/{worker.env,cloudwatch-agent.json} "$root"/etc/systemd/system/longhaul-worker.service.d \
    "$root"/opt/aws/amazon-cloudwatch-agent/etc/{amazon-cloudwatch-agent.json,amazon-cloudwatch-agent.toml,amazon-cloudwatch-agent.d/*} \
    "$root"/etc/ssh/ssh_host_* "$root"/{root,home/*}/{.ssh/authorized_keys,.bash_history,.aws} \
    "$root"/var/{lib/longhaul,cache/dnf,tmp,lib/cloud}/* "$root"/tmp/longhaul* "$root"/var/lib/systemd/random-seed
  # The file stays: only an empty one is filled in at the next start.
  [ ! -e "$root/etc/machine-id" ] || : >"$root/etc/machine-id"
  [ ! -d "$root/var/log" ] || find "$root/var/log" -type f -delete
  say 'cleaned'
}

# -----------------------------------------------------------------------------------------------------------------

usage() {
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "$0"
}

command=${1-}
[ $# = 0 ] || shift
from='' sha256='' stack='' region='' log_group='' root=''
while [ $# -gt 0 ]; do
  case $1 in --help | -h) usage && exit 0 ;; esac
  [ $# -ge 2 ] || misused "$1: unknown, or its value is missing"
  case $command:$1 in
    install:--from) from=$2 ;;
    install:--sha256) sha256=$2 ;;
    start:--stack) stack=$2 ;;
    start:--region) region=$2 ;;
    start:--log-group) log_group=$2 ;;
    *:--root)
      root=$(cd "$2" 2>/dev/null && pwd -P) || misused "--root '$2': no such folder"
      [ "$root" != / ] || misused "--root /: leave it out to change this machine"
      ;;
    *) misused "$command $1: unknown" ;;
  esac
  shift 2
done
case $command in
  install) install_all ;;
  start) start ;;
  clean) clean ;;
  --help | -h | help) usage ;;
  *) misused "'$command': write install, start or clean" ;;
esac
