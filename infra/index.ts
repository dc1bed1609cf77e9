import { kinds } from '@galeria/media';
import { Cells } from './cells.ts';
import { readConfig } from './config.ts';
import { Data } from './data.ts';
import { Dispatch } from './dispatch.ts';
import { Edge } from './edge.ts';
import { Network } from './network.ts';
import { Processor } from './processor.ts';

const config = readConfig();

// Where everything is kept: originals, renditions, the catalog.
const data = new Data('data');

// A new original is an event in the queue of its kind …
const dispatch = new Dispatch('dispatch', { originals: data.originals, kinds });

// … and the kind's processor makes renditions and a catalog entry of it.
for (const kind of kinds) {
  new Processor(kind.name, { kind, queue: dispatch.queues[kind.name]!.work, data });
}

// Uploads arrive at the edge, and are kept by the cells until they are originals.
const network = new Network('network', { zones: config.zones });
const cells = new Cells('cells', { config, network, data, dispatch });
const edge = new Edge('edge', { network, cells, gallery: data.gallery });

export const url = edge.url;
export const originalsBucket = data.originals.bucket;
export const galleryBucket = data.gallery.bucket;
export const table = data.catalog.name;
