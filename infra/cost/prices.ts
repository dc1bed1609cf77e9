/** When the prices were looked up. Change it with every price. */
export const PRICES_OF = 'November 2026';

/**
 * Prices in US dollars, us-east-1, on-demand, without the free tier. Those of instances, volumes, load
 * balancer and endpoints are from AWS's public price lists, the others are estimates.
 */
export const prices = {
  /** An hour of an instance. */
  instances: { 't4g.micro': 0.0084, 't4g.small': 0.0168, 't4g.medium': 0.0336 } as Readonly<
    Record<string, number>
  >,
  gp3GiBMonth: 0.08,
  loadBalancerHour: 0.0225,
  capacityUnitHour: 0.008,
  endpointZoneHour: 0.01,
  snapshotGiBMonth: 0.05,
  keyMonth: 1,
  alarmMonth: 0.1,
  metricMonth: 0.3,
  logsGB: 0.5,
  s3GBMonth: 0.023,
  edgeUploadGB: 0.02,
  edgeRequests10k: 0.01,
  lambda1kPhotos: 0.03,
  lambda1kSongs: 0.3,
  catalog1kItems: 0.013,
  firewallMonth: 8,
  replicaGBMonth: 0.0125,
  replicaTransferGB: 0.02,
} as const;

export const HOURS_A_MONTH = 730;
