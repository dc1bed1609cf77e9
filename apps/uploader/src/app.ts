import type { KindDescriptor } from '@galeria/media';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type RouteOptions,
} from 'fastify';
import { albumRoutes } from './albums/routes.ts';
import type { AddressPrecision } from './audit/address.ts';
import { createAuditor } from './audit/auditor.ts';
import { type Proxies, trustProxies } from './audit/proxies.ts';
import { auditRoute } from './audit/route.ts';
import { rememberAddress } from './audit/sender.ts';
import type { Cloud } from './cloud.ts';
import { deletionRoutes } from './deletion/routes.ts';
import { editRoutes } from './edits/routes.ts';
import { eventRoute } from './events/route.ts';
import { exportRoute } from './export/route.ts';
import { healthRoutes } from './health.ts';
import { allowOrigins } from './http/cors.ts';
import { encodeAnswers } from './http/encode-answers.ts';
import { closeGracefully } from './http/graceful-close.ts';
import { buildValidator } from './http/lazy-validators.ts';
import { rejectOtherMethods } from './http/other-methods.ts';
import { registerErrorHandler } from './http/problem.ts';
import { nameInvalid } from './http/schema-errors.ts';
import { forbidEmbedding } from './keys/browser.ts';
import { guard } from './keys/guard.ts';
import type { KeyStore } from './keys/key-store.ts';
import { CONNECTIONS_CHECK_MS, PARAMETER_CHARACTERS } from './limits.ts';
import { collectWhenIdle } from './memory/idle-collection.ts';
import { docsPage } from './openapi/docs-page.ts';
import { describeRoutes } from './openapi/document.ts';
import { pageRoutes } from './page.ts';
import { openAddresses, type Signing } from './query/addresses.ts';
import { knownRoute } from './query/known.ts';
import { listRoutes } from './query/list.ts';
import { mediaRoutes } from './query/media.ts';
import { originalRoute } from './query/original.ts';
import type { ReadModel } from './read-model/read-model.ts';
import { createLookup } from './receive/generation.ts';
import type { MinimumRate } from './receive/minimum-rate.ts';
import { putRoute } from './receive/put-route.ts';
import { uploadRoute } from './receive/route.ts';
import { retryRoutes } from './retry/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { createSessionStore } from './sessions/session-store.ts';
import { dropRoute } from './shares/drop-route.ts';
import { sharePage } from './shares/page.ts';
import { createPasswords } from './shares/passwords.ts';
import { shareRoutes } from './shares/routes.ts';
import { visitorRoutes } from './shares/visitor-routes.ts';
import type { Spool, SpoolEntry } from './spool/spool.ts';
import { overrideMethods } from './tus/method-override.ts';
import { tusRoutes } from './tus/routes.ts';

export interface AppOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  /** Ships what the spool keeps. */
  readonly shipper: { readonly take: (entries: readonly SpoolEntry[]) => void };
  readonly readModel: ReadModel;
  readonly keys: KeyStore;
  readonly addressPrecision: AddressPrecision;
  readonly proxies: Proxies;
  /** The origins of other sites whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** The address that the server will listen on. */
  readonly host: string;
  /** Maximum file size of any kind, in bytes. */
  readonly maxFileBytes: number;
  /** Maximum file size of a kind, in bytes, in place of the kind's own limit. */
  readonly kindMaxBytes: Readonly<Record<string, number>>;
  readonly maxFiles: number;
  /** Days that deleted items stay in the bin; 0 for no bin. */
  readonly binDays: number;
  /** Milliseconds without a change after which an unfinished resumable upload is deleted. */
  readonly tusExpiresMs: number;
  /** Set if the gallery is private. */
  readonly signing: Signing | undefined;
  readonly connections: number;
  /** Time-outs in milliseconds: of a header, of an idle connection, and of a request. */
  readonly headersMs: number;
  readonly idleMs: number;
  readonly requestMs: number;
  readonly minimumRate: MinimumRate;
  readonly log: FastifyBaseLogger;
  /** Called for every route, including those that answer 405. */
  readonly onRoute?: (route: RouteOptions) => void;
}

/** Builds the HTTP server. The caller listens and closes. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { cloud, spool, shipper, readModel, keys, host, maxFileBytes, kindMaxBytes, signing, log } =
    options;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    // The edge and the load balancer log requests; the uploader logs uploads and rejections.
    logController: new LogController({ disableRequestLogging: true }),
    connectionTimeout: options.idleMs,
    keepAliveTimeout: options.idleMs,
    requestTimeout: options.requestMs,
    http: {
      headersTimeout: options.headersMs,
      connectionsCheckingInterval: Math.min(CONNECTIONS_CHECK_MS, options.headersMs),
    },
    routerOptions: { maxParamLength: PARAMETER_CHARACTERS },
    trustProxy: trustProxies(options.proxies),
    // Unknown parameters are refused where the schema has no further ones, not removed.
    ajv: { customOptions: { removeAdditional: false } },
    schemaController: { compilersFactory: { buildValidator } },
    schemaErrorFormatter: nameInvalid,
  });
  app.server.maxConnections = options.connections;
  app.removeAllContentTypeParsers();
  closeGracefully(app);
  collectWhenIdle(app.server);
  registerErrorHandler(app);
  encodeAnswers(app);
  // Responses are built field by field, and their schemas document them.
  app.setSerializerCompiler(() => JSON.stringify);
  if (options.onRoute) app.addHook('onRoute', options.onRoute);
  await allowOrigins(app, options.corsOrigins);
  const declareOtherMethods = rejectOtherMethods(app);
  rememberAddress(app);
  const auditor = createAuditor({ cloud, addressPrecision: options.addressPrecision, log });
  app.addHook('onClose', auditor.stop);
  forbidEmbedding(app);
  const sessions = createSessionStore(() => cloud.catalog, keys);
  guard(app, { keys, sessions, host, corsOrigins: options.corsOrigins });
  await describeRoutes(app);
  healthRoutes(app, spool, readModel);
  const receiving = {
    spool,
    lookup: createLookup(cloud.catalog),
    maxBytes: ({ name, limits }: KindDescriptor) =>
      Math.min(maxFileBytes, kindMaxBytes[name] ?? limits.maxBytes),
    minimumRate: options.minimumRate,
    addressPrecision: options.addressPrecision,
    auditor,
    onAccepted: (entries: readonly SpoolEntry[]) => {
      shipper.take(entries);
      readModel.accepted(entries);
    },
  };
  await uploadRoute(app, { ...receiving, maxFiles: options.maxFiles });
  await app.register(dropRoute, { ...receiving, cloud });
  // Encapsulated, as bodies of these routes have any type.
  await app.register(putRoute, receiving);
  overrideMethods(app);
  await app.register(tusRoutes, {
    ...receiving,
    cell: cloud.cell,
    expiresMs: options.tusExpiresMs,
  });
  const addresses = openAddresses(cloud.s3, signing);
  listRoutes(app, { readModel, addresses });
  eventRoute(app, { ...options, sessions, addresses });
  mediaRoutes(app, { cloud, spool, readModel, addresses });
  const { binDays } = options;
  deletionRoutes(app, { cloud, spool, readModel, auditor, addresses, binDays });
  auditRoute(app, cloud);
  originalRoute(app, { cloud, spool, readModel });
  exportRoute(app, { cloud, readModel });
  await pageRoutes(app);
  await docsPage(app);
  // Encapsulated, as only these routes parse JSON.
  await app.register(knownRoute, { cloud, spool, readModel });
  await app.register(editRoutes, { cloud, spool, readModel, auditor, addresses });
  await app.register(albumRoutes, { cloud, spool, readModel, auditor, addresses });
  const { addressPrecision } = options;
  await app.register(sessionRoutes, { cloud, keys, sessions, addressPrecision, host });
  const passwords = createPasswords();
  await app.register(sharePage, { cloud });
  await app.register(shareRoutes, { cloud, auditor, passwords });
  await app.register(visitorRoutes, { cloud, readModel, addresses, passwords });
  await app.register(retryRoutes, { cloud, readModel, auditor });
  declareOtherMethods();
  return app;
}
