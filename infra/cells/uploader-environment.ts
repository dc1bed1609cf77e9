import { BIN_DAYS } from '@galeria/catalog/schema';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { stackName } from '../config/tags.ts';
import { IDLE_SECONDS } from '../network/idle.ts';
import { CELL_PORT } from '../network/ports.ts';
import type { CellsArgs } from './args.ts';

/** The mount point of a cell's data volume (var-lib-galeria.mount). */
export const DATA_FOLDER = '/var/lib/galeria';

/** The spool's share of the volume. The rest is for the file system and the cache of keys. */
const SPOOL_SHARE = 0.9;

/** Returns the limit of a cell's spool in bytes. */
export const spoolBytes = ({ spoolGiB }: GaleriaConfig): number =>
  Math.floor(spoolGiB * SPOOL_SHARE * 2 ** 30);

/**
 * Returns the uploader's environment variables. They contain no secret, as user data is readable for
 * anybody who can describe the instance.
 */
export const uploaderEnvironment = (
  cell: string,
  { config, data, dispatch, erasures, signing }: CellsArgs,
): Record<string, pulumi.Input<string>> => ({
  GALERIA_CELL: cell,
  GALERIA_STACK: stackName,
  GALERIA_HOST: '0.0.0.0',
  GALERIA_PORT: String(CELL_PORT),
  GALERIA_IDLE_MS: String(IDLE_SECONDS.cell * 1000),
  GALERIA_DATA_DIR: DATA_FOLDER,
  // An older image, after a rollback by `amiId`, reads this name only.
  GALERIA_SPOOL_DIR: DATA_FOLDER,
  GALERIA_SPOOL_MAX_BYTES: String(spoolBytes(config)),
  GALERIA_ORIGINALS_BUCKET: data.originals.bucket,
  GALERIA_GALLERY_BUCKET: data.gallery.bucket,
  GALERIA_TABLE: data.catalog.name,
  GALERIA_QUEUES: pulumi.jsonStringify(
    Object.fromEntries(Object.entries(dispatch.queues).map(([kind, { work }]) => [kind, work.url])),
  ),
  GALERIA_ERASURES: erasures.work.url,
  // CloudFront adds the client's address to X-Forwarded-For, the load balancer CloudFront's.
  GALERIA_PROXIES: config.cidrBlock,
  GALERIA_PROXY_HOPS: '2',
  GALERIA_AUDIT_ADDRESS: config.auditAddress,
  GALERIA_AUDIT_DAYS: String(config.auditDays),
  GALERIA_AUDIT_FORGETS_NAMES: String(config.auditForgetsNames),
  // These are absent by default, so that an update of the program alone replaces no cell.
  ...(config.binDays === BIN_DAYS ? {} : { GALERIA_BIN_DAYS: String(config.binDays) }),
  ...(config.corsOrigins.length > 0 ? { GALERIA_CORS_ORIGINS: config.corsOrigins.join() } : {}),
  ...(signing ? signing.environment : {}),
  AWS_REGION: config.region,
});
