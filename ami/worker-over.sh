#!/bin/sh
# What becomes of the machine when its worker is over; longhaul-worker.service calls it.
#
#   worker-over.sh asked    before the worker is stopped: notes it, if somebody stops it while it runs
#   worker-over.sh          after its end: powers off if it left by itself
#   worker-over.sh failed   it cannot work: powers off in half an hour, which is for a person with Session Manager
#
# A worker that leaves because it is idle has its instance taken out of the Auto Scaling group by itself, so that no other
# takes its place. This is the second safeguard: the instance's shutdown behaviour is to terminate, so a machine without a
# worker ends, whatever else failed. One that was wished away is taken out by who asked, if they wait for it.
#
# LONGHAUL_AFTER=stay in /etc/longhaul/worker.env keeps the machine.

# In a folder that is root's alone: the worker could put a link in its own.
asked=${LONGHAUL_RUN:-/run}/longhaul-worker.asked

case ${1-} in
  asked)
    # Also called when it has ended by itself; then there is no process any more.
    [ -z "${MAINPID-}" ] || : >"$asked"
    ;;
  failed)
    # The worker's own environment is not this unit's.
    if grep -qs '^LONGHAUL_AFTER="stay"$' "${LONGHAUL_ENV:-/etc/longhaul/worker.env}"; then
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
