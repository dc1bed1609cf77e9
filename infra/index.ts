import { kinds } from '@galeria/media';
import { Artefacts } from './artefacts/artefacts.ts';
import { Cells } from './cells/cells.ts';
import { Snapshots } from './cells/snapshots.ts';
import { spoolBytes } from './cells/uploader-environment.ts';
import { readConfig } from './config/config.ts';
import { tagEverything } from './config/tags.ts';
import { zoneNames } from './config/zones.ts';
import { Data } from './data/data.ts';
import { Edge } from './edge/edge.ts';
import { Signing } from './edge/signing.ts';
import { Image } from './image/image.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { Balancer } from './network/balancer.ts';
import { Network } from './network/network.ts';
import { FirstKey } from './permissions/first-key.ts';
import { DeadLetters } from './processing/dead-letters.ts';
import { Dispatch } from './processing/dispatch.ts';
import { Processor } from './processing/processor.ts';

const config = readConfig();
tagEverything();

// Storage: originals, renditions, the catalog, and built code.
const data = new Data('data', { protect: config.protect });
const artefacts = new Artefacts('artefacts', { protect: config.protect });

// S3 sends an event for each new original to the queue of its kind.
const dispatch = new Dispatch('dispatch', { originals: data.originals, kinds });

// The kind's processor makes renditions and updates the catalog.
const processors = Object.fromEntries(
  Object.values(dispatch.queues).map(({ kind, work: queue }) => [
    kind.name,
    new Processor(kind.name, { config, kind, queue, data, artefacts }),
  ]),
);

// Items whose messages become dead letters are marked as failed.
const deadLetters = new DeadLetters('dead-letters', { config, dispatch, data, artefacts });

// The load balancer sends uploads to the cells, which spool them until they are stored as originals.
const zones = await zoneNames(config.region, config.zoneIds);
const network = new Network('network', {
  config,
  zones,
  reachable: { data, dispatch, artefacts },
});
const balancer = new Balancer('balancer', { network, protect: config.protect });
const signing = config.publicGallery ? undefined : new Signing('signing', { artefacts });
const amiId = config.amiId ?? new Image('image', { config, network, artefacts }).amiId;
const cells = new Cells('cells', {
  config,
  network,
  balancer,
  data,
  dispatch,
  artefacts,
  amiId,
  signing,
});
new Snapshots('snapshots', { copyRegions: config.snapshotCopyRegions });

// Only the edge is public. It serves renditions from the gallery bucket and everything else from the
// cells.
const edge = new Edge('edge', { config, balancer, gallery: data.gallery, signing });
const monitoring = new Monitoring('monitoring', {
  config,
  balancer,
  dispatch,
  processors,
  deadLetters,
  spoolBytes: spoolBytes(config),
});

export const url = edge.url;
export const firstKey = config.firstKey
  ? new FirstKey('first-key', { catalog: data.catalog }).token
  : undefined;
export const originalsBucket = data.originals.bucket;
export const galleryBucket = data.gallery.bucket;
export const artefactsBucket = artefacts.bucket.bucket;
export const table = data.catalog.name;
export const region = config.region;
export const queues = Object.fromEntries(
  Object.entries(dispatch.queues).map(([kind, { work }]) => [kind, work.url]),
);
export const deadLetterQueues = Object.fromEntries(
  Object.entries(dispatch.queues).map(([kind, { dead }]) => [kind, dead.url]),
);
export const audit = { days: config.auditDays, forgetsNames: config.auditForgetsNames };
export const ami = amiId;
export const cellInstances = Object.fromEntries(
  Object.entries(cells.instances).map(([cell, { id }]) => [cell, id]),
);
export const cellVolumes = Object.fromEntries(
  Object.entries(cells.volumes).map(([cell, { id }]) => [cell, id]),
);
export const dashboard = monitoring.dashboardUrl;
