#!/bin/sh
# What becomes of the machine when its worker is over; longhaul-worker.service calls it.
#
#   worker-over.sh asked    before the worker is stopped: notes it, if somebody stops it while it runs
#   worker-over.sh          after its end: powers off if it left by itself
#   worker-over.sh failed   it cannot work: leaves its group, and powers off in half an hour, which is for a person with
#                           Session Manager
#
# A worker that leaves because it is idle, or was wished away, takes its instance out of the Auto Scaling group by itself, so
# that no other takes its place, and fails if it cannot. This is the second safeguard: the instance's shutdown behaviour is to
# terminate, so a machine without a worker ends, whatever else failed.
#
# LONGHAUL_AFTER=stay in /etc/longhaul/worker.env keeps the machine.

# In a folder that is root's alone: the worker could put a link in its own.
asked=${LONGHAUL_RUN:-/run}/longhaul-worker.asked

settings=${LONGHAUL_ENV:-/etc/longhaul/worker.env}

# What provision.sh wrote of a name: the worker's own environment is not that of the unit for failures.
setting() {
  sed -n "s/^$1=\"\(.*\)\"\$/\1/p" "$settings" 2>/dev/null
}

# Out of its group, which then wants one fewer: the next would do no better, and so on for as long as somebody pays.
leave_group() {
  imds=${AWS_EC2_METADATA_SERVICE_ENDPOINT:-http://169.254.169.254}
  token=$(curl -sf -m 3 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$imds/latest/api/token") || return 1
  id=$(curl -sf -m 3 -H "X-aws-ec2-metadata-token: $token" "$imds/latest/meta-data/instance-id") || return 1
  timeout 60 aws autoscaling detach-instances --region "$(setting AWS_REGION)" --instance-ids "$id" \
    --auto-scaling-group-name "longhaul-$(setting LONGHAUL_STACK)" --should-decrement-desired-capacity >/dev/null
}

case ${1-} in
  asked)
    # Also called when it has ended by itself; then there is no process any more.
    [ -z "${MAINPID-}" ] || : >"$asked"
    ;;
  failed)
    leave_group || echo 'this machine is still in its group, which will start another in its place'
    if [ "$(setting LONGHAUL_AFTER)" = stay ]; then
      echo 'the worker has failed for good; the machine stays (LONGHAUL_AFTER)'
      exit 0
    fi
    echo 'the worker has failed for good; the machine powers off in 30 minutes (shutdown -c keeps it)'
    exec shutdown -P +30 'the Longhaul worker of this machine has failed for good; shutdown -c keeps the machine'
    ;;
  '')
    if [ -e "$asked" ]; then
      rm -f "$asked"
      echo 'the worker was stopped; the machine stays'
    elif [ "${SERVICE_RESULT-}" != success ]; then
      echo "the worker has failed: ${SERVICE_RESULT-}, ${EXIT_CODE-} ${EXIT_STATUS-}"
    elif [ "${LONGHAUL_AFTER-}" = stay ]; then
      echo 'the worker has left; the machine stays (LONGHAUL_AFTER)'
    else
      echo 'the worker has left; the machine powers off'
      exec systemctl --no-block poweroff
    fi
    ;;
  *)
    echo "worker-over.sh: '$1': write asked, failed or nothing" >&2
    exit 2
    ;;
esac
