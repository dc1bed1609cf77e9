import type { TSchema } from 'typebox';
import { Problem } from './problems.ts';
import {
  Album,
  AlbumEdit,
  AlbumItems,
  AlbumItemsChanged,
  AlbumPage,
  NewAlbum,
} from './schemas/albums.ts';
import { AuditEntry, AuditPage } from './schemas/audit.ts';
import { BatchEdit, BatchEdited, EditedItem, MediaEdit, PlaceEdit } from './schemas/edits.ts';
import { HeartbeatEvent, MediaEvent, ResetEvent } from './schemas/events.ts';
import { ExportedAlbum, ExportedItem, ExportManifest, MissingItem } from './schemas/export.ts';
import { Backlog, Health, IndexReport, Readiness } from './schemas/health.ts';
import { KnownResponse } from './schemas/known.ts';
import { Facets, MediaPage, Timeline } from './schemas/lists.ts';
import {
  Attempt,
  Failure,
  MediaItem,
  MediaSummary,
  Metadata,
  Note,
  Original,
  Place,
  Rendition,
  Snippet,
  Source,
  UploadRecord,
} from './schemas/media.ts';
import { RetriedItem, RetryResponse } from './schemas/retries.ts';
import { Session, SessionList, SignedIn, SignIn } from './schemas/sessions.ts';
import { Dropped, Link, SharedItem, SharedPage, Unlock } from './schemas/shared.ts';
import { CreatedShare, NewShare, Share, SharePage } from './schemas/shares.ts';
import { Uploaded, UploadResponse } from './schemas/uploads.ts';

/** The named schemas of the OpenAPI document (`#/components/schemas`). */
const components: Readonly<Record<string, TSchema>> = {
  Album,
  AlbumEdit,
  AlbumItems,
  AlbumItemsChanged,
  AlbumPage,
  Attempt,
  AuditEntry,
  AuditPage,
  Backlog,
  BatchEdit,
  BatchEdited,
  CreatedShare,
  Dropped,
  EditedItem,
  ExportedAlbum,
  ExportedItem,
  ExportManifest,
  Facets,
  Failure,
  Health,
  HeartbeatEvent,
  IndexReport,
  KnownResponse,
  Link,
  MediaEdit,
  MediaEvent,
  MediaItem,
  MediaPage,
  MediaSummary,
  Metadata,
  MissingItem,
  NewAlbum,
  NewShare,
  Note,
  Original,
  Place,
  PlaceEdit,
  Problem,
  Readiness,
  Rendition,
  ResetEvent,
  RetriedItem,
  RetryResponse,
  Session,
  SessionList,
  Share,
  SharedItem,
  SharedPage,
  SharePage,
  SignedIn,
  SignIn,
  Snippet,
  Source,
  Timeline,
  Unlock,
  Uploaded,
  UploadRecord,
  UploadResponse,
};

const names = new Map(
  Object.entries(components).map(([name, schema]) => [identityOf(schema), name]),
);

/** Examples do not count: `@fastify/swagger` moves those of a body beside its schema. */
function identityOf(schema: object): string {
  const { examples: _, ...rest } = schema as { examples?: unknown };
  return JSON.stringify(rest);
}

/**
 * Replaces each schema that has a name by a reference, and adds the named schemas to the document.
 *
 * @param document an OpenAPI document whose schemas stand inline, as Fastify's routes declare them
 */
export function nameSchemas<Document extends { components?: object }>(
  document: Document,
): Document {
  const schemas = Object.fromEntries(
    Object.entries(components).map(([name, schema]) => [name, referInside(schema)]),
  );
  const named = refer(document) as Document;
  return { ...named, components: { ...named.components, schemas } };
}

function refer(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const name = names.get(identityOf(value));
  return name === undefined ? referInside(value) : { $ref: `#/components/schemas/${name}` };
}

/** Leaves the schema itself, which a component must not replace by a reference to itself. */
function referInside(value: object): unknown {
  if (Array.isArray(value)) return value.map(refer);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, refer(inner)]));
}
