import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { checkConfig } from './config-checks.ts';
import { problem } from './problem.ts';

export interface CellConfig {
  /** Index into the stack's two zones. */
  readonly zone: number;
  /** Takes no new uploads any more, and ships what it holds: the step before leaving the map. */
  readonly draining?: boolean;
  /** A snapshot of another cell's volume. Such a cell takes no uploads: it ships what it finds. */
  readonly restoreFromSnapshot?: string;
}

/** A web address of the gallery's own, in a hosted zone of Route 53 of the same account. */
export interface DomainConfig {
  readonly name: string;
  readonly hostedZoneId: string;
}

export interface GaleriaConfig {
  readonly region: string;
  /** The uploaders, by name: each an instance with a data volume of its own. */
  readonly cells: Readonly<Record<string, CellConfig>>;
  readonly cidrBlock: string;
  /** Two zones by their ids, `use1-az1`; the first two that VPC origins support where none are named. */
  readonly zoneIds: readonly string[] | undefined;
  /** Interface endpoints beside sqs's: of `ssm`, `ssmmessages`, `logs`. */
  readonly endpoints: readonly string[];
  /** In how many zones an interface endpoint stands: each one costs. */
  readonly endpointZones: number;
  readonly instanceType: string;
  /** The image that cells boot, for a rollback; none is built then. */
  readonly amiId: string | undefined;
  /** Raising it bakes a new image on Amazon Linux's newest packages. */
  readonly baseImageDate: string;
  /** Regions beside the stack's own that images are copied to. */
  readonly amiRegions: readonly string[];
  /** Size of a cell's data volume, in GiB. */
  readonly spoolGiB: number;
  /** Regions that the daily snapshots are copied to: at most three. */
  readonly snapshotCopyRegions: readonly string[];
  /** CloudWatch metrics of the cells each minute instead of each five. */
  readonly detailedMonitoring: boolean;
  /** Keeps what holds data from being deleted, in Pulumi and in AWS. */
  readonly protect: boolean;
  /** Renditions for everyone who has their address, instead of for signed cookies. */
  readonly publicGallery: boolean;
  /** Seeds the first API key. Turned off once it has been revoked. */
  readonly firstKey: boolean;
  /** How many of a kind are processed at a time, where it is not what the kind says. */
  readonly maximumConcurrency: Readonly<Record<string, number>>;
  readonly logRetentionDays: number;
  /** How much of a sender's address is kept: `full`, `truncated` to its network, or `none`. */
  readonly auditAddress: string;
  /** How long who did what is kept. */
  readonly auditDays: number;
  /** Whether a deletion takes the file names out of the audit too. */
  readonly auditForgetsNames: boolean;
  /** Who hears of alarms; nobody where it is not set. */
  readonly alarmEmail: string | undefined;
  readonly domain: DomainConfig | undefined;
  /** A web application firewall before the edge, about $8 a month. */
  readonly waf: boolean;
}

/** Reads and checks the stack's configuration. @throws pulumi.RunError, a sentence to act on. */
export function readConfig(): GaleriaConfig {
  const settings = new pulumi.Config();
  const region =
    aws.config.region ??
    problem('aws:region is not set: say `pulumi config set aws:region eu-west-1`.');
  const config: GaleriaConfig = {
    region,
    cells: settings.getObject<Record<string, CellConfig>>('cells') ?? {},
    cidrBlock: settings.get('cidrBlock') ?? '10.0.0.0/16',
    zoneIds: settings.getObject<string[]>('zoneIds'),
    endpoints: settings.getObject<string[]>('endpoints') ?? [],
    endpointZones: settings.getNumber('endpointZones') ?? 2,
    instanceType: settings.get('instanceType') ?? 't4g.small',
    amiId: settings.get('amiId'),
    baseImageDate: settings.get('baseImageDate') ?? '2026-11-01',
    amiRegions: settings.getObject<string[]>('amiRegions') ?? [],
    spoolGiB: settings.getNumber('spoolGiB') ?? 50,
    snapshotCopyRegions: settings.getObject<string[]>('snapshotCopyRegions') ?? [],
    detailedMonitoring: settings.getBoolean('detailedMonitoring') ?? false,
    protect: settings.getBoolean('protect') ?? false,
    publicGallery: settings.getBoolean('publicGallery') ?? false,
    firstKey: settings.getBoolean('firstKey') ?? true,
    maximumConcurrency: settings.getObject<Record<string, number>>('maximumConcurrency') ?? {},
    logRetentionDays: settings.getNumber('logRetentionDays') ?? 30,
    auditAddress: settings.get('auditAddress') ?? 'full',
    auditDays: settings.getNumber('auditDays') ?? 365,
    auditForgetsNames: settings.getBoolean('auditForgetsNames') ?? false,
    alarmEmail: settings.get('alarmEmail'),
    domain: settings.getObject<DomainConfig>('domain'),
    waf: settings.getBoolean('waf') ?? false,
  };
  checkConfig(config);
  return config;
}
