import { BIN_DAYS } from '@galeria/catalog/schema';
import type { GaleriaConfig } from './settings.ts';

/** The settings of a stack that sets none, except its region. */
export const defaults: Omit<GaleriaConfig, 'region'> = {
  cells: {},
  cidrBlock: '10.0.0.0/16',
  zoneIds: undefined,
  endpoints: [],
  endpointZones: 2,
  instanceType: 't4g.small',
  amiId: undefined,
  baseImageDate: '2026-11-01',
  amiRegions: [],
  spoolGiB: 50,
  snapshotCopyRegions: [],
  detailedMonitoring: false,
  protect: false,
  publicGallery: false,
  corsOrigins: [],
  firstKey: true,
  maximumConcurrency: {},
  logRetentionDays: 30,
  auditAddress: 'full',
  auditDays: 365,
  auditForgetsNames: false,
  binDays: BIN_DAYS,
  alarmEmail: undefined,
  domain: undefined,
  waf: false,
  replicateTo: undefined,
  accessLogs: false,
  signingKey: 'current',
};
