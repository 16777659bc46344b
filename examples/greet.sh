#!/bin/sh
# Says a greeting to somebody. A command may be run more than once for an item: this one bears that.
set -eu
if [ -z "$2" ]; then
  echo "nobody to greet" >&2
  exit 65 # the job calls that permanent
fi
echo "$(cat "$1"), $2 (run $LONGHAUL_RUN, unit $LONGHAUL_UNIT, fence $LONGHAUL_FENCE)"
