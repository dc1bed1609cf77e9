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
  /** Serves renditions to everyone who has their address, instead of only by signed addresses. */
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
