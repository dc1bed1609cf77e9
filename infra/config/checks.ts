import { LONGEST_AUDIT_DAYS, LONGEST_BIN_DAYS } from '@galeria/catalog/schema';
import { kinds } from '@galeria/media';
import { checkNames } from './names.ts';
import { problem } from './problem.ts';
import type { CellConfig, GaleriaConfig } from './settings.ts';
import { LACKING_VPC_ORIGINS, ZONES } from './zones.ts';

/** The retention periods that CloudWatch Logs supports. @see PutRetentionPolicy in its API reference */
const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

const ADDRESSES_KEPT = ['full', 'truncated', 'none'];

const SIGNING_KEYS = ['current', 'next'];

const ENDPOINTS = ['ssm', 'ssmmessages', 'logs'];

/**
 * The maximum number of copy regions of Data Lifecycle Manager. @see CrossRegionCopyRules in its API
 * reference
 */
const MOST_COPY_REGIONS = 3;

/** Checks a configuration against the limits of AWS and of this program. @throws pulumi.RunError */
export function checkConfig(config: GaleriaConfig): void {
  checkNames(config);
  checkCells(config.cells);
  checkNetwork(config);
  if (!/^[a-z]+\d+g[a-z]*\./.test(config.instanceType)) {
    problem(
      `galeria:instanceType is ${config.instanceType}, but the image is for arm64. Set it to a type such as t4g.small or c8g.medium.`,
    );
  }
  if (config.amiId !== undefined && !/^ami-[0-9a-f]{8,17}$/.test(config.amiId)) {
    problem(
      `galeria:amiId is ${config.amiId}. Set it to an image id such as ami-0123456789abcdef0.`,
    );
  }
  if (!(config.spoolGiB >= 8 && config.spoolGiB <= 16_384)) {
    problem(`galeria:spoolGiB is ${config.spoolGiB}. Set it to a volume size of 8 to 16384 GiB.`);
  }
  if (config.snapshotCopyRegions.length > MOST_COPY_REGIONS) {
    problem(
      `galeria:snapshotCopyRegions names ${config.snapshotCopyRegions.length} regions, but snapshots can be copied to three at most. Remove some.`,
    );
  }
  if (config.snapshotCopyRegions.includes(config.region)) {
    problem(
      `galeria:snapshotCopyRegions names ${config.region}, the region of the snapshots. Remove it.`,
    );
  }
  if (!RETENTION_DAYS.includes(config.logRetentionDays)) {
    problem(
      `galeria:logRetentionDays is ${config.logRetentionDays}. CloudWatch supports only ${RETENTION_DAYS.join(', ')}.`,
    );
  }
  checkOrigins(config);
  checkAudit(config);
  checkBin(config);
  if (config.domain && !(config.domain.name && config.domain.hostedZoneId)) {
    problem(
      'galeria:domain requires both a name and a hostedZoneId: { name: photos.example.org, hostedZoneId: Z0123456789 }.',
    );
  }
  checkReplica(config);
  if (!SIGNING_KEYS.includes(config.signingKey)) {
    problem(
      `galeria:signingKey is "${config.signingKey}". Set it to one of ${SIGNING_KEYS.join(', ')}.`,
    );
  }
  checkConcurrency(config.maximumConcurrency);
}

function checkReplica({ replicateTo, region }: GaleriaConfig): void {
  if (!replicateTo) return;
  if ('region' in replicateTo) {
    if (replicateTo.region === region) {
      problem(`galeria:replicateTo names ${region}, the region of the originals. Choose another.`);
    }
    return;
  }
  const { bucketArn, accountId } = replicateTo;
  if (!/^arn:aws:s3:::/.test(bucketArn ?? '') || !/^\d{12}$/.test(String(accountId ?? ''))) {
    problem(
      'galeria:replicateTo requires a region, or a bucketArn and an accountId: { region: eu-central-1 } or { bucketArn: "arn:aws:s3:::copies", accountId: "123456789012" }.',
    );
  }
}

function checkCells(cells: Readonly<Record<string, CellConfig>>): void {
  if (Object.keys(cells).length === 0) {
    problem(
      'galeria:cells is empty, but uploads require at least one cell. Set cells: { a: { zone: 0 } }.',
    );
  }
  for (const [name, { zone, restoreFromSnapshot }] of Object.entries(cells)) {
    if (!/^[a-z][a-z0-9]{0,11}$/.test(name)) {
      problem(
        `galeria:cells has a cell "${name}". Names are part of URLs: use 1 to 12 characters of a-z and 0-9, starting with a letter.`,
      );
    }
    if (!Number.isInteger(zone) || zone < 0 || zone >= ZONES) {
      problem(`galeria:cells puts ${name} in zone ${zone}. Set the zone to 0 or 1.`);
    }
    if (restoreFromSnapshot !== undefined && !/^snap-[0-9a-f]{8,17}$/.test(restoreFromSnapshot)) {
      problem(
        `galeria:cells restores ${name} from "${restoreFromSnapshot}", but a snapshot id looks like snap-0123456789abcdef0.`,
      );
    }
  }
}

function checkNetwork({ cidrBlock, zoneIds, endpoints, endpointZones }: GaleriaConfig): void {
  const [, prefix] = /^(?:\d{1,3}\.){3}\d{1,3}\/(\d{1,2})$/.exec(cidrBlock) ?? [];
  // A load balancer needs a /27 in each zone, in addition to the public subnet of the same size.
  if (prefix === undefined || Number(prefix) < 16 || Number(prefix) > 24) {
    problem(
      `galeria:cidrBlock is ${cidrBlock}. Set it to an IPv4 network of /16 to /24, such as 10.0.0.0/16. A smaller one is too small for two zones.`,
    );
  }
  if (zoneIds && (zoneIds.length !== ZONES || new Set(zoneIds).size !== ZONES)) {
    problem(
      'galeria:zoneIds must contain the ids of two different zones, such as ["use1-az1", "use1-az2"].',
    );
  }
  for (const zone of zoneIds ?? []) {
    if (LACKING_VPC_ORIGINS.includes(zone)) {
      problem(
        `galeria:zoneIds names ${zone}, which does not support CloudFront VPC origins. Choose another zone.`,
      );
    }
  }
  for (const endpoint of endpoints) {
    if (!ENDPOINTS.includes(endpoint)) {
      problem(
        `galeria:endpoints names "${endpoint}". Supported are ${ENDPOINTS.join(', ')}; sqs always exists.`,
      );
    }
  }
  if (endpointZones !== 1 && endpointZones !== ZONES) {
    problem(
      `galeria:endpointZones is ${endpointZones}. Set it to 1 or 2 zones for interface endpoints.`,
    );
  }
}

function checkOrigins({ corsOrigins }: GaleriaConfig): void {
  for (const origin of corsOrigins) {
    if (!/^https?:/.test(origin) || URL.parse(origin)?.origin !== origin) {
      problem(
        `galeria:corsOrigins has "${origin}". Origins are a scheme, a host and a port, such as https://photos.example.org.`,
      );
    }
  }
}

function checkAudit({ auditAddress, auditDays }: GaleriaConfig): void {
  if (!ADDRESSES_KEPT.includes(auditAddress)) {
    problem(
      `galeria:auditAddress is "${auditAddress}". Set it to one of ${ADDRESSES_KEPT.join(', ')}.`,
    );
  }
  if (!Number.isInteger(auditDays) || auditDays < 1 || auditDays > LONGEST_AUDIT_DAYS) {
    problem(`galeria:auditDays is ${auditDays}. Set it to 1 to ${LONGEST_AUDIT_DAYS} days.`);
  }
}

function checkBin({ binDays }: GaleriaConfig): void {
  if (!Number.isInteger(binDays) || binDays < 0 || binDays > LONGEST_BIN_DAYS) {
    problem(`galeria:binDays is ${binDays}. Set it to 0 to ${LONGEST_BIN_DAYS} days.`);
  }
}

function checkConcurrency(maximumConcurrency: Readonly<Record<string, number>>): void {
  for (const [kind, maximum] of Object.entries(maximumConcurrency)) {
    if (!kinds.some(({ name }) => name === kind)) {
      problem(
        `galeria:maximumConcurrency names "${kind}", but the kinds are ${kinds.map(({ name }) => name).join(', ')}.`,
      );
    }
    if (!Number.isInteger(maximum) || maximum < 2 || maximum > 1000) {
      problem(
        `galeria:maximumConcurrency of ${kind} is ${maximum}. Set it to 2 to 1000, which Lambda supports for a queue. To stop processing, disable the mapping in the console.`,
      );
    }
  }
}
