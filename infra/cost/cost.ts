import { kinds } from '@galeria/media';
import type { GaleriaConfig } from '../config/settings.ts';
import { HOURS_A_MONTH, prices } from './prices.ts';

/** The size of a system volume, in GiB. */
const SYSTEM_GIB = 8;

/** Metrics that a cell publishes: five, and detailed ones of its instance. */
const CELL_METRICS = 5;
const DETAILED_METRICS = 7;

/** Estimates: the share of a spool that its snapshots fill, and logs in GB a month. */
const SNAPSHOT_SHARE = 0.5;
const CELL_LOGS_GB = 0.4;
const FUNCTION_LOGS_GB = 0.2;

/** Averages of files and their renditions, in GB. */
const PHOTO_GB = 0.005;
const SONG_GB = 0.03;

export interface Line {
  readonly name: string;
  /** The price of one. */
  readonly price: string;
  /** US dollars. */
  readonly dollars: number;
  /** How many, where the price is for each. */
  readonly count?: number;
}

/**
 * The number of alarms: four of the load balancer and cells, two of each kind's queues, one of the dead
 * letters of erasures, and two of each function.
 */
export const alarmCount = ({ endpoints, cells }: GaleriaConfig): number => {
  const functions = kinds.length + 2;
  const always = 4 + 2 * kinds.length + 1 + 2 * functions;
  return always + (endpoints.includes('logs') ? 3 + Object.keys(cells).length : 0);
};

/** The interface endpoints, with the one for SQS. */
const endpointZones = ({ endpoints, endpointZones: zones }: GaleriaConfig): number =>
  (endpoints.length + 1) * zones;

/** Returns the costs of a stack that nobody uses. @throws RangeError for an instance without price */
export function atRest(config: GaleriaConfig, hours = HOURS_A_MONTH): Line[] {
  const cells = Object.keys(config.cells).length;
  const hour = prices.instances[config.instanceType];
  if (hour === undefined) throw new RangeError(`There is no price of ${config.instanceType}`);
  const months = hours / HOURS_A_MONTH;
  const gib = cells * (config.spoolGiB + SYSTEM_GIB);
  const withLogs = config.endpoints.includes('logs');
  const metrics =
    cells * ((withLogs ? CELL_METRICS : 0) + (config.detailedMonitoring ? DETAILED_METRICS : 0)) +
    (withLogs ? CELL_METRICS : 0);
  const alarms = alarmCount(config);
  const endpoints = endpointZones(config);
  const line = (name: string, price: string, dollars: number, count?: number): Line => ({
    name,
    price,
    dollars,
    ...(count === undefined ? {} : { count }),
  });
  const { gp3GiBMonth, snapshotGiBMonth, logsGB, alarmMonth, metricMonth } = prices;
  const snapshots = cells * config.spoolGiB * SNAPSHOT_SHARE;
  return [
    line('cells', `${config.instanceType} $${hour}/h`, cells * hour * hours, cells),
    line('volumes (data and system)', `gp3 $${gp3GiBMonth}/GB`, gib * gp3GiBMonth * months),
    line('load balancer', `$${prices.loadBalancerHour}/h`, prices.loadBalancerHour * hours),
    line(
      'its capacity units',
      `$${prices.capacityUnitHour}/h each`,
      (cells > 1 ? 1 : 0) * prices.capacityUnitHour * hours,
    ),
    line(
      'interface endpoints',
      `$${prices.endpointZoneHour}/h for each and zone`,
      endpoints * prices.endpointZoneHour * hours,
      endpoints,
    ),
    line(
      'snapshots of spools and images',
      `$${snapshotGiBMonth}/GB`,
      snapshots * snapshotGiBMonth * months,
    ),
    line('key for alarms', `$${prices.keyMonth}`, prices.keyMonth * months),
    line('alarms', `$${alarmMonth.toFixed(2)} each`, alarms * alarmMonth * months, alarms),
    line(
      'metrics of cells',
      `$${metricMonth.toFixed(2)} each`,
      metrics * metricMonth * months,
      metrics,
    ),
    line(
      'logs',
      `$${logsGB.toFixed(2)}/GB`,
      (withLogs ? cells * CELL_LOGS_GB : 0) * logsGB * months + FUNCTION_LOGS_GB * logsGB * months,
    ),
    ...(config.waf ? [line('firewall', '$8', prices.firewallMonth * months)] : []),
  ];
}

export interface Use {
  /** Uploaded and then stored for a month. */
  readonly photos: number;
  readonly songs: number;
}

/** Returns the costs of uploading, processing and storing files for a month, without viewers. */
export function ofUse({ photos, songs }: Use, { replicateTo }: GaleriaConfig): Line[] {
  const gb = photos * PHOTO_GB + songs * SONG_GB;
  const songLine = (songs * prices.lambda1kSongs) / 1000;
  return [
    use('uploads through the edge', `$${prices.edgeUploadGB}/GB`, gb * prices.edgeUploadGB),
    use('processing', 'Lambda', (photos * prices.lambda1kPhotos) / 1000 + songLine),
    use('catalog', 'DynamoDB', ((photos + songs) * prices.catalog1kItems) / 1000),
    use('storage', `$${prices.s3GBMonth}/GB`, gb * prices.s3GBMonth),
    ...(replicateTo
      ? [use('replica', 'S3', gb * (prices.replicaGBMonth + prices.replicaTransferGB))]
      : []),
  ];
}

const use = (name: string, price: string, dollars: number): Line => ({ name, price, dollars });

export const total = (lines: readonly Line[]): number =>
  lines.reduce((sum, { dollars }) => sum + dollars, 0);
