#!/bin/bash
# What an instance runs at its first start: starts a worker, on an image that is provisioned or on a stock Amazon Linux 2023,
# which it provisions first. The launch template puts lines before these that export
#   LONGHAUL_STACK  AWS_REGION  LONGHAUL_DISTRIBUTION (s3://BUCKET/KEY)  LONGHAUL_DISTRIBUTION_SHA256
# and, if it wants, LONGHAUL_LOG_GROUP and what 'provision.sh start' lets through to the worker.
# There is no dollar sign before a brace in here, so that CloudFormation's Fn::Sub finds nothing of its own.
set -euo pipefail

# Out of its group, which then wants one fewer: the next would do no better, and so on for as long as somebody pays.
leave_group() {
  imds=$(printenv AWS_EC2_METADATA_SERVICE_ENDPOINT || echo http://169.254.169.254)
  token=$(curl -sf -m 3 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$imds/latest/api/token") || return 1
  id=$(curl -sf -m 3 -H "X-aws-ec2-metadata-token: $token" "$imds/latest/meta-data/instance-id") || return 1
  timeout 60 aws autoscaling detach-instances --region "$(printenv AWS_REGION)" --instance-ids "$id" \
    --auto-scaling-group-name "longhaul-$(printenv LONGHAUL_STACK)" --should-decrement-desired-capacity >/dev/null
}

# Where nobody could look for it, a machine that cannot start a worker would cost money for good. Half an hour is for a
# person with Session Manager: 'shutdown -c' keeps the machine.
over() {
  status=$?
  [ "$status" != 0 ] || return 0
  leave_group || echo "longhaul: this machine is still in its group, which will start another in its place" >&2
  echo "longhaul: this machine has no worker, see above; it powers off in 30 minutes" >&2
  [ -n "$root" ] || shutdown -P +30 'no worker could be started'
}
root=$(printenv LONGHAUL_ROOT || true) # below which tests have it work; none on a machine
trap over EXIT

for name in LONGHAUL_STACK AWS_REGION LONGHAUL_DISTRIBUTION LONGHAUL_DISTRIBUTION_SHA256; do
  if [ -z "$(printenv "$name" || true)" ]; then
    echo "longhaul: $name is not set: the launch template exports it" >&2
    exit 2
  fi
done
home=$root/opt/longhaul

# As arguments of a function, for an array would need a brace.
provision() {
  [ -z "$root" ] || set -- "$@" --root "$root"
  bash "$script" "$@"
}

if [ "$(cat "$home/.sha256" 2>/dev/null)" != "$LONGHAUL_DISTRIBUTION_SHA256" ]; then
  work=$(mktemp -d)
  for try in 1 2 3; do
    timeout 600 aws s3 cp --only-show-errors "$LONGHAUL_DISTRIBUTION" "$work/longhaul.tar.gz" && break
    [ "$try" != 3 ] || exit 1
    sleep $((try * 5))
  done
  # Not a line of it is run before it is known to be what was deployed.
  echo "$LONGHAUL_DISTRIBUTION_SHA256  $work/longhaul.tar.gz" | sha256sum --check --status - || {
    echo "longhaul: refused: $LONGHAUL_DISTRIBUTION is not what the stack pins" >&2
    exit 1
  }
  tar -xzf "$work/longhaul.tar.gz" -C "$work" --no-same-owner longhaul/ami/provision.sh
  script=$work/longhaul/ami/provision.sh
  provision install --from "$work/longhaul.tar.gz" --sha256 "$LONGHAUL_DISTRIBUTION_SHA256"
  rm -rf "$work"
fi

script=$home/ami/provision.sh
set -- start --stack "$LONGHAUL_STACK" --region "$AWS_REGION"
group=$(printenv LONGHAUL_LOG_GROUP || true)
[ -z "$group" ] || set -- "$@" --log-group "$group"
provision "$@"
