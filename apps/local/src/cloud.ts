import { join } from 'node:path';
import { parseOrigins } from '@galeria/uploader/cors';
import { processEnvironment } from '@galeria/uploader/process-environment';
import * as pulumi from '@pulumi/pulumi';
import { type CellProcess, startCell } from './cells/cell.ts';
import { closeAll } from './closing.ts';
import type { Config } from './config.ts';
import { diskFailed } from './disk.ts';
import { startEdge } from './edge/edge.ts';
import { openKeys } from './edge/keys.ts';
import { LocalError } from './errors.ts';
import { startProcessors } from './lambda/processors.ts';
import type { LambdaFunction } from './lambda/types.ts';
import { openLog } from './log.ts';
import { callProviderFunction } from './program/provider-functions.ts';
import { createResource } from './program/resources/index.ts';
import { type Outputs, runProgram } from './program/run.ts';
import { readStackConfig } from './program/stack-config.ts';
import { startRecovery } from './recovery.ts';
import { type CloudHooks, type Servers, startServers } from './servers.ts';
import { writeStackFile } from './stack-file.ts';

/** The account id in the ARNs of the embedded SQS. */
const ACCOUNT_ID = '000000000000';

export interface LocalCloud {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  readonly outputs: Outputs;
  readonly servers: Servers;
  readonly cells: readonly CellProcess[];
  readonly functions: readonly LambdaFunction[];
  /** Stops accepting uploads and waits for running work. Everything else stays on disk. */
  close(): Promise<void>;
}

/** A step to run after the program has declared its resources and before the first cell starts. */
export interface Preparation {
  readonly prepare?: (servers: Servers, outputs: Outputs) => Promise<void>;
}

/**
 * Starts the whole system on this machine: the embedded servers, the resources of the Pulumi program,
 * its functions, its cells, and the edge.
 *
 * @throws LocalError
 */
export async function startCloud(
  config: Config,
  hooks: CloudHooks & Preparation = {},
): Promise<LocalCloud> {
  const stack = await readStackConfig(config.root, config.stack);
  const logs = openLog(join(config.home, 'logs/galeria.log'));
  const { log } = logs;
  const closing: (() => Promise<unknown>)[] = [logs.close];
  /** Closes everything in reverse order of starting. */
  const close = () => closeAll(closing);
  let diskFault: Servers['diskFault'] = () => undefined;
  try {
    const servers = await startServers(config.home, stack.region, log, hooks);
    closing.push(servers.close);
    ({ diskFault } = servers);
    const keysDir = join(config.home, 'keys');
    const cloud = { ...servers, region: stack.region, accountId: ACCOUNT_ID, keysDir };
    // The local stack has no API key until the user creates one.
    const { firstKey: _, ...outputs } = await runProgram(config.stack, stack, {
      create: (args) => createResource(cloud, args),
      call: (args) => callProviderFunction(cloud, args),
    });

    await hooks.prepare?.(servers, outputs);

    const processors = startProcessors(cloud, servers, {
      scratchDir: join(config.home, 'scratch'),
      log,
    });
    closing.push(processors.close);

    const cells = await Promise.all(
      cloud.declared.cells.map(({ name, environment }) =>
        startCell({
          name,
          program: join(config.root, 'apps/uploader/dist/main.mjs'),
          log,
          restartDelayMs: hooks.restartDelayMs,
          environment: {
            ...environment,
            ...config.inherited,
            ...servers.environment,
            ...processEnvironment,
            ...hooks.cellEnvironment,
            GALERIA_HOST: '127.0.0.1',
            GALERIA_PORT: '0',
            GALERIA_DATA_DIR: join(config.home, 'cells', name),
          },
        }),
      ),
    );
    closing.push(() => Promise.all(cells.map((cell) => cell.stop())));

    const { declared, s3 } = cloud;
    const { port, requestMs: cellRequestMs } = config;
    const keys = await openKeys(servers, outputs, join(config.home, 'edge'), log);
    closing.push(async () => keys.close());
    // All cells have the same origins.
    const origins = {
      ...declared.cells[0]?.environment,
      ...config.inherited,
      ...hooks.cellEnvironment,
    }.GALERIA_CORS_ORIGINS;
    const corsOrigins = parseOrigins(origins ?? '');
    const edge = await startEdge({ port, declared, s3, cells, keys, corsOrigins, cellRequestMs });
    closing.push(edge.close);
    const note = await writeStackFile(config.home, {
      outputs: { ...outputs, url: edge.address },
      environment: servers.environment,
    });
    closing.push(note.remove);
    const recovery = startRecovery({ servers, outputs, log });
    closing.push(recovery.stop);
    log('local', { message: 'up', address: edge.address, stack: config.stack });
    const { functions } = processors;
    return { address: edge.address, outputs, servers, cells, functions, close };
  } catch (error) {
    await close().catch((err) => log('local', { message: 'not closed', err: String(err) }));
    if (error instanceof LocalError) throw error;
    if (pulumi.RunError.isInstance(error)) {
      throw new LocalError('bad-stack', { detail: error.message, cause: error });
    }
    throw diskFailed(config.home, error) ?? diskFault() ?? error;
  }
}
