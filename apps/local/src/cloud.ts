import { join } from 'node:path';
import { givesBack } from '@galeria/uploader/malloc';
import * as pulumi from '@pulumi/pulumi';
import { type CellProcess, startCell } from './cells/cell.ts';
import type { Config } from './config.ts';
import { startEdge } from './edge/edge.ts';
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
  const close = async () => {
    for (const end of closing.toReversed()) await end();
  };
  try {
    const servers = await startServers(config.home, stack.region, log, hooks);
    closing.push(servers.close);
    const cloud = { ...servers, region: stack.region, accountId: ACCOUNT_ID };
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
            ...withoutSigning(environment),
            ...config.inherited,
            ...servers.environment,
            ...givesBack,
            ...hooks.cellEnvironment,
            GALERIA_HOST: '127.0.0.1',
            GALERIA_PORT: '0',
            GALERIA_SPOOL_DIR: join(config.home, 'cells', name),
          },
        }),
      ),
    );
    closing.push(() => Promise.all(cells.map((cell) => cell.stop())));

    const { declared, s3 } = cloud;
    const { port, requestMs: cellRequestMs } = config;
    const edge = await startEdge({ port, declared, s3, cells, cellRequestMs });
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
    await close();
    if (pulumi.RunError.isInstance(error)) {
      throw new LocalError('bad-stack', { detail: error.message, cause: error });
    }
    throw error;
  }
}

/** The local edge is reachable on loopback only and does not check signatures. */
const withoutSigning = (environment: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('GALERIA_SIGNING_')),
  );
