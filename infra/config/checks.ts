import { LONGEST_AUDIT_DAYS } from '@galeria/catalog/schema';
import { kinds } from '@galeria/media';
import { problem } from './problem.ts';
import type { CellConfig, GaleriaConfig } from './settings.ts';
import { LACKING_VPC_ORIGINS, ZONES } from './zones.ts';

/** The days that CloudWatch Logs takes. @see PutRetentionPolicy in its API reference */
const RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096];

const ADDRESSES_KEPT = ['full', 'truncated', 'none'];

const ENDPOINTS = ['ssm', 'ssmmessages', 'logs'];

/** Data Lifecycle Manager copies to no more. @see CrossRegionCopyRules in its API reference */
const MOST_COPY_REGIONS = 3;

/** Holds a configuration against what AWS and this program allow. @throws pulumi.RunError */
export function checkConfig(config: GaleriaConfig): void {
  checkCells(config.cells);
  checkNetwork(config);
  if (!/^[a-z]+\d+g[a-z]*\./.test(config.instanceType)) {
    problem(
      `galeria:instanceType is ${config.instanceType}, but the image is for arm64: take one such as t4g.small or c8g.medium.`,
    );
  }
  if (config.amiId !== undefined && !/^ami-[0-9a-f]{8,17}$/.test(config.amiId)) {
    problem(
      `galeria:amiId is ${config.amiId}, but an image's id looks like ami-0123456789abcdef0.`,
    );
  }
  if (!(config.spoolGiB >= 8 && config.spoolGiB <= 16_384)) {
    problem(`galeria:spoolGiB is ${config.spoolGiB}: a cell's volume has 8 to 16384 GiB.`);
  }
  if (config.snapshotCopyRegions.length > MOST_COPY_REGIONS) {
    problem(
      `galeria:snapshotCopyRegions names ${config.snapshotCopyRegions.length} regions, but snapshots can be copied to three at most: take some away.`,
    );
  }
  if (config.snapshotCopyRegions.includes(config.region)) {
    problem(`galeria:snapshotCopyRegions names ${config.region}, where the snapshots are already.`);
  }
  if (!RETENTION_DAYS.includes(config.logRetentionDays)) {
    problem(
      `galeria:logRetentionDays is ${config.logRetentionDays}, but CloudWatch takes only ${RETENTION_DAYS.join(', ')}.`,
    );
  }
  checkAudit(config);
  if (config.domain && !(config.domain.name && config.domain.hostedZoneId)) {
    problem('galeria:domain needs both: { name: photos.example.org, hostedZoneId: Z0123456789 }.');
  }
  checkConcurrency(config.maximumConcurrency);
}

function checkCells(cells: Readonly<Record<string, CellConfig>>): void {
  if (Object.keys(cells).length === 0) {
    problem(
      'galeria:cells names no cell: without one nothing can be uploaded. Set cells: { a: { zone: 0 } }.',
    );
  }
  for (const [name, { zone, restoreFromSnapshot }] of Object.entries(cells)) {
    if (!/^[a-z][a-z0-9]{0,11}$/.test(name)) {
      problem(
        `galeria:cells has a cell "${name}": a name is part of addresses, so take 1 to 12 of a-z and 0-9, a letter first.`,
      );
    }
    if (!Number.isInteger(zone) || zone < 0 || zone >= ZONES) {
      problem(`galeria:cells puts ${name} in zone ${zone}: there are two zones, 0 and 1.`);
    }
    if (restoreFromSnapshot !== undefined && !/^snap-[0-9a-f]{8,17}$/.test(restoreFromSnapshot)) {
      problem(
        `galeria:cells restores ${name} from "${restoreFromSnapshot}", but a snapshot's id looks like snap-0123456789abcdef0.`,
      );
    }
  }
}

function checkNetwork({ cidrBlock, zoneIds, endpoints, endpointZones }: GaleriaConfig): void {
  const [, prefix] = /^(?:\d{1,3}\.){3}\d{1,3}\/(\d{1,2})$/.exec(cidrBlock) ?? [];
  // A load balancer wants a /27 in each zone, beside the public subnet of the same size.
  if (prefix === undefined || Number(prefix) < 16 || Number(prefix) > 24) {
    problem(
      `galeria:cidrBlock is ${cidrBlock}: it must be an IPv4 network of /16 to /24, such as 10.0.0.0/16; a smaller one has no room for two zones.`,
    );
  }
  if (zoneIds && (zoneIds.length !== ZONES || new Set(zoneIds).size !== ZONES)) {
    problem(
      'galeria:zoneIds must name two different zones by their ids, such as ["use1-az1", "use1-az2"].',
    );
  }
  for (const zone of zoneIds ?? []) {
    if (LACKING_VPC_ORIGINS.includes(zone)) {
      problem(
        `galeria:zoneIds names ${zone}, which has no VPC origins of CloudFront: take another zone.`,
      );
    }
  }
  for (const endpoint of endpoints) {
    if (!ENDPOINTS.includes(endpoint)) {
      problem(
        `galeria:endpoints names "${endpoint}": it may name ${ENDPOINTS.join(', ')}; sqs is always there.`,
      );
    }
  }
  if (endpointZones !== 1 && endpointZones !== ZONES) {
    problem(
      `galeria:endpointZones is ${endpointZones}: interface endpoints stand in 1 zone or in 2.`,
    );
  }
}

function checkAudit({ auditAddress, auditDays }: GaleriaConfig): void {
  if (!ADDRESSES_KEPT.includes(auditAddress)) {
    problem(
      `galeria:auditAddress is "${auditAddress}": of a sender's address ${ADDRESSES_KEPT.join(', ')} can be kept.`,
    );
  }
  if (!Number.isInteger(auditDays) || auditDays < 1 || auditDays > LONGEST_AUDIT_DAYS) {
    problem(
      `galeria:auditDays is ${auditDays}: the audit is kept for 1 to ${LONGEST_AUDIT_DAYS} days.`,
    );
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
        `galeria:maximumConcurrency of ${kind} is ${maximum}: Lambda takes 2 to 1000 for a queue. To process nothing, disable the mapping in the console.`,
      );
    }
  }
}
