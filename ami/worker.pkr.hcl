# A worker's image for each architecture. It is an optimisation: user data does the same on a stock image.
#
#   packer init ami/worker.pkr.hcl
#   packer build -var region=eu-central-1 -var version=0.1.0 \
#     -var sha256="$(sha256sum <dist/target/longhaul.tar.gz | cut -d ' ' -f 1)" ami/worker.pkr.hcl

packer {
  required_version = ">= 1.10.0"
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.3.0"
    }
  }
}

variable "region" {
  type        = string
  description = "Where the images are made; such as eu-central-1."
}

variable "distribution" {
  type        = string
  default     = "dist/target/longhaul.tar.gz"
  description = "The distribution, as './mvnw -Ptarball verify' writes it."
}

variable "sha256" {
  type        = string
  description = "The distribution's; what has another one is refused."
  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.sha256))
    error_message = "Write the 64 hexadecimal digits that sha256sum prints."
  }
}

variable "version" {
  type        = string
  description = "Of the distribution; part of the images' names."
  validation {
    condition     = can(regex("^[0-9A-Za-z.-]{1,40}$", var.version))
    error_message = "Write 1 to 40 letters, digits, dots and dashes."
  }
}

variable "kms_key" {
  type        = string
  default     = ""
  description = "The key that the images are encrypted with; empty, the account's own for EBS."
}

variable "subnet_id" {
  type        = string
  default     = ""
  description = "Where they are built; empty, in the default VPC."
}

locals {
  made = formatdate("YYYYMMDD-hhmmss", timestamp())
  tags = {
    "longhaul:version"      = var.version
    "longhaul:distribution" = var.sha256
    "longhaul:base"         = "{{ .SourceAMI }}"
  }
}

# The newest stock image, by the parameter that a stack's launch template goes by too.
data "amazon-parameterstore" "x86_64" {
  region = var.region
  name   = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

data "amazon-parameterstore" "arm64" {
  region = var.region
  name   = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
}

source "amazon-ebs" "worker" {
  region                      = var.region
  subnet_id                   = var.subnet_id
  associate_public_ip_address = true
  ssh_username                = "ec2-user"
  # SSH from the machine that builds, while it builds, and from nowhere else.
  temporary_security_group_source_public_ip = true
  temporary_key_pair_type                   = "ed25519"

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  # Whatever is started from it has IMDSv2 alone, too.
  imds_support = "v2.0"
  ena_support  = true

  encrypt_boot = true
  kms_key_id   = var.kms_key
  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_type           = "gp3"
    volume_size           = 8
    delete_on_termination = true
  }

  run_tags        = merge(local.tags, { Name = "longhaul-image-build" })
  run_volume_tags = { Name = "longhaul-image-build" }
  tags            = merge(local.tags, { Name = "longhaul-worker" })
  snapshot_tags   = { Name = "longhaul-worker", "longhaul:version" = var.version }
  ami_description = "Worker of Longhaul ${var.version}"
}

build {
  source "amazon-ebs.worker" {
    name          = "x86_64"
    source_ami    = data.amazon-parameterstore.x86_64.value
    instance_type = "t3.small"
    ami_name      = "longhaul-worker-${var.version}-x86_64-${local.made}"
  }

  source "amazon-ebs.worker" {
    name          = "arm64"
    source_ami    = data.amazon-parameterstore.arm64.value
    instance_type = "t4g.small"
    ami_name      = "longhaul-worker-${var.version}-arm64-${local.made}"
  }

  provisioner "file" {
    source      = var.distribution
    destination = "/tmp/longhaul.tar.gz"
  }

  provisioner "shell" {
    script           = "${path.root}/provision.sh"
    execute_command  = "sudo env {{ .Vars }} bash {{ .Path }} install --from /tmp/longhaul.tar.gz --sha256 ${var.sha256}"
    valid_exit_codes = [0]
  }

  # As it will be when it starts: what only holds until then is no image.
  provisioner "shell" {
    inline            = ["sudo systemctl reboot"]
    expect_disconnect = true
  }

  provisioner "shell" {
    pause_before = "15s"
    inline = [
      "sudo /opt/longhaul/ami/provision.sh clean",
      "sudo /opt/longhaul/ami/smoke-test.sh",
    ]
  }
}
