import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { checkConfig } from './checks.ts';
import { checkSettings } from './names.ts';
import { problem } from './problem.ts';
import type { CellConfig, DomainConfig, GaleriaConfig } from './settings.ts';

export type { CellConfig, DomainConfig, GaleriaConfig } from './settings.ts';

/** Reads and checks the stack's configuration. @throws pulumi.RunError with what to change */
export function readConfig(): GaleriaConfig {
  const settings = new pulumi.Config();
  const region =
    aws.config.region ??
    problem('aws:region is not set. Run `pulumi config set aws:region eu-west-1`.');
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
    corsOrigins: settings.getObject<string[]>('corsOrigins') ?? [],
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
  const { region: _, ...own } = config;
  checkSettings(givenSettings(), Object.keys(own));
  checkConfig(config);
  warn(config);
  return config;
}

/** Returns the names of the project's settings that the stack has. */
function givenSettings(): string[] {
  const prefix = `${pulumi.getProject()}:`;
  return Object.keys(pulumi.runtime.allConfig())
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

function warn({ protect, alarmEmail }: GaleriaConfig): void {
  if (protect && !alarmEmail) {
    void pulumi.log.warn(
      'This stack is protected, but nobody receives its alarms. Run `pulumi config set galeria:alarmEmail somebody@example.org`.',
    );
  }
}
