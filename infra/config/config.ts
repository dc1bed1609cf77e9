import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { checkConfig } from './checks.ts';
import { defaults } from './defaults.ts';
import { checkSettings } from './names.ts';
import { problem } from './problem.ts';
import type {
  CellConfig,
  DomainConfig,
  GaleriaArgs,
  GaleriaConfig,
  ReplicaConfig,
} from './settings.ts';

export type { CellConfig, DomainConfig, GaleriaArgs, GaleriaConfig } from './settings.ts';

/** Adds the defaults and checks all settings. @throws pulumi.RunError with what to change */
export function completeConfig(args: GaleriaArgs): GaleriaConfig {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const config: GaleriaConfig = { ...defaults, region: args.region, ...Object.fromEntries(given) };
  checkConfig(config);
  if (config.protect && !config.alarmEmail) {
    void pulumi.log.warn(
      'This stack is protected, but nobody receives its alarms. Run `pulumi config set galeria:alarmEmail somebody@example.org`.',
    );
  }
  return config;
}

/** Reads the stack's configuration. @throws pulumi.RunError with what to change */
export function readConfig(): GaleriaArgs {
  const settings = new pulumi.Config();
  checkSettings(givenSettings(), Object.keys(defaults));
  const region =
    aws.config.region ??
    problem('aws:region is not set. Run `pulumi config set aws:region eu-west-1`.');
  return {
    region,
    cells: settings.getObject<Record<string, CellConfig>>('cells') ?? defaults.cells,
    cidrBlock: settings.get('cidrBlock'),
    zoneIds: settings.getObject<string[]>('zoneIds'),
    endpoints: settings.getObject<string[]>('endpoints'),
    endpointZones: settings.getNumber('endpointZones'),
    instanceType: settings.get('instanceType'),
    amiId: settings.get('amiId'),
    baseImageDate: settings.get('baseImageDate'),
    amiRegions: settings.getObject<string[]>('amiRegions'),
    spoolGiB: settings.getNumber('spoolGiB'),
    snapshotCopyRegions: settings.getObject<string[]>('snapshotCopyRegions'),
    detailedMonitoring: settings.getBoolean('detailedMonitoring'),
    protect: settings.getBoolean('protect'),
    publicGallery: settings.getBoolean('publicGallery'),
    corsOrigins: settings.getObject<string[]>('corsOrigins'),
    firstKey: settings.getBoolean('firstKey'),
    maximumConcurrency: settings.getObject<Record<string, number>>('maximumConcurrency'),
    logRetentionDays: settings.getNumber('logRetentionDays'),
    auditAddress: settings.get('auditAddress'),
    auditDays: settings.getNumber('auditDays'),
    auditForgetsNames: settings.getBoolean('auditForgetsNames'),
    binDays: settings.getNumber('binDays'),
    alarmEmail: settings.get('alarmEmail'),
    domain: settings.getObject<DomainConfig>('domain'),
    waf: settings.getBoolean('waf'),
    replicateTo: settings.getObject<ReplicaConfig>('replicateTo'),
    accessLogs: settings.getBoolean('accessLogs'),
    signingKey: settings.get('signingKey'),
  };
}

/** Returns the names of the project's settings that the stack has. */
function givenSettings(): string[] {
  const prefix = `${pulumi.getProject()}:`;
  return Object.keys(pulumi.runtime.allConfig())
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}
