import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type RouteOptions,
} from 'fastify';
import { createLookup } from './accept/generation.ts';
import type { Pace } from './accept/pace.ts';
import { acceptRoute } from './accept/route.ts';
import type { AddressKept } from './audit/address.ts';
import { createAuditor } from './audit/auditor.ts';
import { type Proxies, trustProxies } from './audit/proxies.ts';
import { auditRoute } from './audit/route.ts';
import { rememberAddress } from './audit/sender.ts';
import { closeOnceAnswered } from './closing.ts';
import { healthRoutes } from './health.ts';
import { forbidEmbedding } from './keys/browser.ts';
import { guard } from './keys/guard.ts';
import type { KeyStore } from './keys/key-store.ts';
import { CONNECTIONS_CHECK_MS } from './limits.ts';
import { collectWhenIdle } from './memory/idle-collection.ts';
import { docsPage } from './openapi/docs-page.ts';
import { describeRoutes } from './openapi/document.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { pageRoutes } from './page.ts';
import { answerProblems } from './problem.ts';
import { openAddresses, type Signing } from './query/addresses.ts';
import { mediaRoutes } from './query/media.ts';
import { originalRoute } from './query/original.ts';
import { retryRoutes } from './retry/routes.ts';
import type { Cloud } from './ship/ship-file.ts';
import type { Shipper } from './ship/shipper.ts';
import type { Spool } from './spool/spool.ts';

export interface AppOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  readonly shipper: Shipper;
  readonly keys: KeyStore;
  readonly addressKept: AddressKept;
  readonly proxies: Proxies;
  /** The address that will be listened on. */
  readonly host: string;
  /** Of any kind, in bytes. */
  readonly maxFileBytes: number;
  /** Of a kind, in bytes, where it is not to be the kind's own limit. */
  readonly kindMaxBytes: Readonly<Record<string, number>>;
  readonly maxFiles: number;
  /** Where the gallery is private. */
  readonly signing: Signing | undefined;
  readonly connections: number;
  /** Milliseconds: for a header, of silence, and for a whole request. */
  readonly headersMs: number;
  readonly idleMs: number;
  readonly requestMs: number;
  readonly pace: Pace;
  readonly log: FastifyBaseLogger;
  /** Told of every route, and of the methods that a path refuses. */
  readonly onRoute?: (route: RouteOptions) => void;
}

/** Builds the HTTP server; whoever calls it listens, and closes. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { cloud, spool, shipper, keys, host, maxFileBytes, kindMaxBytes, signing, log } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    // The edge and the load balancer log requests; here each upload is logged, and each refusal.
    logController: new LogController({ disableRequestLogging: true }),
    connectionTimeout: options.idleMs,
    requestTimeout: options.requestMs,
    http: {
      headersTimeout: options.headersMs,
      connectionsCheckingInterval: Math.min(CONNECTIONS_CHECK_MS, options.headersMs),
    },
    trustProxy: trustProxies(options.proxies),
  });
  app.server.maxConnections = options.connections;
  app.removeAllContentTypeParsers();
  closeOnceAnswered(app);
  collectWhenIdle(app.server);
  answerProblems(app);
  // Responses are built field by field, and their schemas document them.
  app.setSerializerCompiler(() => JSON.stringify);
  if (options.onRoute) app.addHook('onRoute', options.onRoute);
  const refuseRest = refuseOtherMethods(app);
  rememberAddress(app);
  const auditor = createAuditor({ cloud, addressKept: options.addressKept, log });
  app.addHook('onClose', auditor.stop);
  forbidEmbedding(app);
  guard(app, { keys, host });
  await describeRoutes(app);
  healthRoutes(app, spool);
  await acceptRoute(app, {
    spool,
    lookup: createLookup(cloud.catalog),
    maxBytes: ({ name, limits }) => Math.min(maxFileBytes, kindMaxBytes[name] ?? limits.maxBytes),
    maxFiles: options.maxFiles,
    pace: options.pace,
    addressKept: options.addressKept,
    auditor,
    onKept: shipper.take,
  });
  mediaRoutes(app, { cloud, spool, auditor, addresses: openAddresses(cloud.s3, signing) });
  auditRoute(app, cloud);
  originalRoute(app, { cloud, spool });
  await pageRoutes(app);
  await docsPage(app);
  // A scope of its own: JSON is taken nowhere else.
  await app.register(retryRoutes, { cloud, auditor });
  refuseRest();
  return app;
}
