import { kinds } from '@galeria/media';

/** Returns a step of an Image Builder component that runs shell commands. */
const bash = (name: string, commands: readonly string[]) => ({
  name,
  action: 'ExecuteBash',
  inputs: { commands: [['set -euxo pipefail', ...commands].join('\n')] },
});

const UNITS = [
  'galeria-volume.service',
  'galeria-uploader.service',
  'galeria-spool-metrics.timer',
  'galeria-logs.service',
];

/**
 * The id of the uploader's user and group. It must not depend on which packages were installed first,
 * as volumes outlive images. Amazon Linux assigns ids of system users from 999 downwards.
 */
export const SERVICE_USER_ID = 600;

const install = bash('Install', [
  'mkdir -p /opt/galeria',
  'unzip -q -o /tmp/galeria.zip -d /tmp/galeria',
  `groupadd --system --gid ${SERVICE_USER_ID} galeria`,
  `useradd --system --uid ${SERVICE_USER_ID} --gid galeria --no-create-home --shell /sbin/nologin galeria`,
  'mv /tmp/galeria/uploader /opt/galeria/uploader',
  'cp -r /tmp/galeria/root/. /',
  // Pulumi's zip archives contain no file modes.
  'chmod -R u=rwX,go=rX /opt/galeria /etc/systemd/system /usr/local/lib/galeria /etc/logrotate.d/galeria',
  'chmod 755 /usr/local/lib/galeria/data-volume /usr/local/lib/galeria/own-volume /usr/local/lib/galeria/send-logs',
  'mkdir -p /etc/galeria /var/lib/galeria',
  'rm -rf /tmp/galeria /tmp/galeria.zip',
  `systemctl enable logrotate.timer ${UNITS.join(' ')}`,
]);

const validate = bash('Validate', [
  `test "$(id -u galeria):$(id -g galeria)" = ${SERVICE_USER_ID}:${SERVICE_USER_ID}`,
  'node-24 --version | grep -q "^v24\\."',
  `systemd-analyze verify ${UNITS.map((unit) => `/etc/systemd/system/${unit}`).join(' ')} /etc/systemd/system/var-lib-galeria.mount`,
  'systemctl is-enabled sshd && systemctl disable sshd || true',
]);

/** The test sends no message. */
const NO_QUEUE = 'http://127.0.0.1:9/none';

/** A queue URL for every kind. */
const noQueues = Object.fromEntries(kinds.map(({ name }) => [name, NO_QUEUE]));

/**
 * Tests the image on a new instance without user data and data volume. The test creates both, so that
 * the boot is the same as that of a cell.
 */
const test = bash('Test', [
  'truncate --size=1G /var/tmp/volume',
  'mkdir -p /dev/disk/by-id /etc/galeria',
  'ln -s "$(losetup --find --show /var/tmp/volume)" /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_voltest',
  "printf \"GALERIA_VOLUME_ID='vol-test'\\nGALERIA_VOLUME_RESTORED='no'\\n\" >/etc/galeria/volume.env",
  'cat >/etc/galeria/uploader.env <<END',
  'GALERIA_CELL=test',
  'GALERIA_HOST=127.0.0.1',
  'GALERIA_PORT=8080',
  'GALERIA_DATA_DIR=/var/lib/galeria',
  'GALERIA_SPOOL_MIN_FREE_BYTES=1048576',
  'GALERIA_ORIGINALS_BUCKET=none',
  'GALERIA_GALLERY_BUCKET=none',
  'GALERIA_TABLE=none',
  `GALERIA_QUEUES=${JSON.stringify(noQueues)}`,
  `GALERIA_ERASURES=${NO_QUEUE}`,
  'AWS_REGION=us-east-1',
  'END',
  'systemctl start galeria-uploader',
  'curl --silent --show-error --fail --retry 30 --retry-delay 1 --retry-all-errors http://127.0.0.1:8080/readyz',
  'systemctl is-active var-lib-galeria.mount galeria-uploader',
]);

/** Returns the document of the component that turns Amazon Linux into a cell. JSON is valid YAML. */
export const componentDocument = ({ bucket, key }: { bucket: string; key: string }): string =>
  JSON.stringify({
    name: 'galeria-uploader',
    schemaVersion: 1.0,
    phases: [
      {
        name: 'build',
        steps: [
          bash('Packages', [
            'dnf upgrade -y',
            'dnf install -y nodejs24 amazon-cloudwatch-agent e2fsprogs logrotate unzip',
          ]),
          {
            name: 'Fetch',
            action: 'S3Download',
            inputs: [{ source: `s3://${bucket}/${key}`, destination: '/tmp/galeria.zip' }],
          },
          install,
        ],
      },
      { name: 'validate', steps: [validate] },
      { name: 'test', steps: [test] },
    ],
  });
