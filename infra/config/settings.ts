export interface CellConfig {
  /** Index of one of the stack's two zones. */
  readonly zone: 0 | 1;
  /** Accepts no new uploads and ships its spool: the step before the cell is removed from the map. */
  readonly draining?: boolean;
  /**
   * A snapshot of another cell's volume. A restored cell accepts no uploads and only ships its spool.
   */
  readonly restoreFromSnapshot?: string;
}

/** A custom domain of the gallery, in a Route 53 hosted zone of the same account. */
export interface DomainConfig {
  readonly name: string;
  readonly hostedZoneId: string;
}

/**
 * Where originals are copied: to a new bucket in another region, or to an existing versioned bucket of
 * another account, whose policy allows it.
 */
export type ReplicaConfig =
  | { readonly region: string }
  | { readonly bucketArn: string; readonly accountId: string };

export interface GaleriaConfig {
  readonly region: string;
  /** The uploaders by name, each an instance with its own data volume. */
  readonly cells: Readonly<Record<string, CellConfig>>;
  readonly cidrBlock: string;
  /** The ids of two zones, such as `use1-az1`. By default the first two that support VPC origins. */
  readonly zoneIds: readonly string[] | undefined;
  /** Interface endpoints in addition to sqs: `ssm`, `ssmmessages`, `logs`. */
  readonly endpoints: readonly string[];
  /** The number of zones with interface endpoints. Each costs extra. */
  readonly endpointZones: number;
  readonly instanceType: string;
  /** The image that cells boot, for a rollback. If set, no image is built. */
  readonly amiId: string | undefined;
  /** A later date builds a new image with the newest packages of Amazon Linux. */
  readonly baseImageDate: string;
  /** Additional regions that images are copied to. */
  readonly amiRegions: readonly string[];
  /** Size of a cell's data volume, in GiB. */
  readonly spoolGiB: number;
  /** Regions that daily snapshots are copied to, at most three. */
  readonly snapshotCopyRegions: readonly string[];
  /** Whether CloudWatch metrics of the cells are recorded every minute instead of every five. */
  readonly detailedMonitoring: boolean;
  /** Whether resources with data are protected from deletion, in Pulumi and in AWS. */
  readonly protect: boolean;
  /** Whether renditions are public, instead of served by signed URLs only. */
  readonly publicGallery: boolean;
  /** The origins of other sites whose pages may call the API, such as `https://example.org`. */
  readonly corsOrigins: readonly string[];
  /** Whether the first API key is created. Turn it off after the key was revoked. */
  readonly firstKey: boolean;
  /** Maximum concurrency by kind, overriding the kind's default. */
  readonly maximumConcurrency: Readonly<Record<string, number>>;
  readonly logRetentionDays: number;
  /** How much of a sender's address the audit stores: `full`, `truncated` to its network, or `none`. */
  readonly auditAddress: string;
  /** The retention of the audit in days. */
  readonly auditDays: number;
  /** Whether a deletion also removes file names from the audit. */
  readonly auditForgetsNames: boolean;
  /** Days that deleted items stay in the bin; 0 deletes at once. */
  readonly binDays: number;
  /** The e-mail address for alarms. If not set, none are sent. */
  readonly alarmEmail: string | undefined;
  readonly domain: DomainConfig | undefined;
  /** Whether a web application firewall protects the edge, for about $8 a month. */
  readonly waf: boolean;
  /** Where originals are copied, out of reach for Galeria's own roles. */
  readonly replicateTo: ReplicaConfig | undefined;
  /** Whether CloudFront, load balancer, buckets and network log each access to one bucket. */
  readonly accessLogs: boolean;
  /** The key that signs addresses of renditions: `current` or `next`. Both are trusted. */
  readonly signingKey: string;
}

/** Every setting that is not given has its default. */
export type GaleriaArgs = Pick<GaleriaConfig, 'region' | 'cells'> & {
  readonly [Setting in keyof GaleriaConfig]?: GaleriaConfig[Setting] | undefined;
};
