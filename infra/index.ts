import { readConfig } from './config/config.ts';
import { createGaleria } from './galeria.ts';

const galeria = await createGaleria('galeria', readConfig());
const { config, data, dispatch, cells } = galeria;

export const url = galeria.url;
export const firstKey = galeria.firstKey;
export const originalsBucket = data.originals.bucket;
export const replicaBucketArn = galeria.replicaBucketArn ?? null;
export const galleryBucket = data.gallery.bucket;
export const artefactsBucket = galeria.artefacts.bucket.bucket;
export const table = data.catalog.name;
export const region = config.region;
export const queues = Object.fromEntries(
  Object.entries(dispatch.queues).map(([kind, { work }]) => [kind, work.url]),
);
export const deadLetterQueues = Object.fromEntries(
  Object.entries(dispatch.queues).map(([kind, { dead }]) => [kind, dead.url]),
);
export const audit = { days: config.auditDays, forgetsNames: config.auditForgetsNames };
export const ami = galeria.amiId;
export const cellInstances = Object.fromEntries(
  Object.entries(cells.instances).map(([cell, { id }]) => [cell, id]),
);
export const cellVolumes = Object.fromEntries(
  Object.entries(cells.volumes).map(([cell, { id }]) => [cell, id]),
);
export const dashboard = galeria.dashboardUrl;
