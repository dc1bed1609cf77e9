import { kinds } from '@galeria/media';
import { Artefacts } from './artefacts.ts';
import { Balancer } from './balancer.ts';
import { Cells } from './cells.ts';
import { readConfig } from './config.ts';
import { Data } from './data.ts';
import { DeadLetters } from './dead-letters.ts';
import { Dispatch } from './dispatch.ts';
import { Edge } from './edge.ts';
import { FirstKey } from './first-key.ts';
import { Image } from './image.ts';
import { Network } from './network.ts';
import { Processor } from './processor.ts';
import { Signing } from './signing.ts';
import { Snapshots } from './snapshots.ts';
import { tagEverything } from './tags.ts';
import { spoolBytes } from './uploader-environment.ts';
import { Watching } from './watching.ts';
import { zoneNames } from './zones.ts';

const config = readConfig();
tagEverything();

// Where everything is kept: originals, renditions, the catalog; and the code, before it runs.
const data = new Data('data', { protect: config.protect });
const artefacts = new Artefacts('artefacts');

// A new original is an event in the queue of its kind …
const dispatch = new Dispatch('dispatch', { originals: data.originals, kinds });

// … the kind's processor makes renditions and a catalog entry of it …
const processors = Object.fromEntries(
  kinds.map((kind) => {
    const queue = dispatch.queues[kind.name]!.work;
    return [kind.name, new Processor(kind.name, { config, kind, queue, data, artefacts })];
  }),
);

// … and what no try could process is marked as failed.
const deadLetters = new DeadLetters('dead-letters', { config, dispatch, data, artefacts });

// Uploads come through the load balancer to the cells, which keep them until they are originals.
const zones = await zoneNames(config.region, config.zoneIds);
const network = new Network('network', { config, zones });
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

// The internet sees the edge alone: renditions from the gallery bucket, all else from the cells.
const edge = new Edge('edge', { config, balancer, gallery: data.gallery, signing });
const watching = new Watching('watching', {
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
export const dashboard = watching.dashboardUrl;
