# Starts a worker on a stock Amazon Linux 2023: Java, the distribution that the stack pins, and 'longhaul worker' as a user of
# its own. The launch template's first lines say which stack, and which distribution by its SHA-256.
set -euo pipefail

give_up() {
  echo "longhaul: $1; this machine ends" >&2
  shutdown -h now
  exit 1
}

case $LONGHAUL_DISTRIBUTION_SHA256 in
  '') give_up "the stack has no distribution: 'longhaul infra deploy --distribution' ships one" ;;
esac
dnf -q -y install java-25-amazon-corretto-headless || give_up 'no Java could be installed'
aws s3 cp --only-show-errors "$LONGHAUL_DISTRIBUTION" /tmp/longhaul.tar.gz ||
  give_up "$LONGHAUL_DISTRIBUTION could not be read"
echo "$LONGHAUL_DISTRIBUTION_SHA256  /tmp/longhaul.tar.gz" | sha256sum -c - ||
  give_up "$LONGHAUL_DISTRIBUTION is not what was deployed"
tar -xzf /tmp/longhaul.tar.gz -C /opt
useradd --system --home-dir /var/lib/longhaul --create-home longhaul

cat >/etc/longhaul.env <<END
LONGHAUL_STACK=$LONGHAUL_STACK
AWS_REGION=$AWS_REGION
LONGHAUL_CLOUDWATCH=Longhaul
LONGHAUL_LOG=json
END
cat >/etc/systemd/system/longhaul-worker.service <<'END'
[Unit]
Description=A worker of Longhaul
Wants=network-online.target
After=network-online.target

[Service]
User=longhaul
WorkingDirectory=/var/lib/longhaul
EnvironmentFile=/etc/longhaul.env
ExecStart=/opt/longhaul/bin/longhaul worker
Restart=always
RestartSec=10
TimeoutStopSec=110
NoNewPrivileges=true
ProtectSystem=strict
ReadWritePaths=/var/lib/longhaul
PrivateTmp=true

[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl enable --now longhaul-worker
