import { type Context, currentContext, NOBODY } from './context.ts';
import { SimulationError } from './errors.ts';
import { LATE_EFFECT_MS, LATENCY } from './limits.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** A request as a service of the cloud gets it. */
export interface ApiRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
export interface ApiAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}
export interface Service {
  readonly answer: (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>;
  /** As the service itself says that it is asked too often. */
  readonly throttled: ApiAnswer;
  /** For the trace: what is asked for, without what differs between two runs of one seed. */
  readonly describe: (request: ApiRequest) => string;
}

/**
 * The operation that `x-amz-target` names.
 *
 * @throws SimulationError `not-simulated` without that header
 */
export function operationOf({ headers, path }: ApiRequest): string {
  const operation = headers['x-amz-target']?.split('.')[1];
  if (operation === undefined) throw new SimulationError('not-simulated', { detail: path });
  return operation;
}

/** The fates of a request other than a response. */
const FATES = [
  /** The connection is refused. */
  'refused',
  /** The request is lost, and no answer comes. */
  'lost',
  /** It takes effect, and its answer is lost. */
  'answer-lost',
  /** Its sender hears of a broken connection, and it takes effect after that. */
  'late',
  'twice',
  'throttled',
  'failed',
  'slow',
] as const;
type Fate = 'answered' | (typeof FATES)[number];

export interface NetworkFaults {
  /** The share of requests that something happens to. */
  rate: number;
  /** Services that nobody reaches. */
  readonly away: Set<string>;
}

export type Network = ReturnType<typeof createNetwork>;

interface Wire {
  readonly request: ApiRequest;
  readonly service: Service;
  readonly fate: Fate;
  readonly context: Context;
  readonly resolve: (answer: ApiAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** The way to the cloud's services, by the first label of their domain: `dynamodb`, `s3`, `sqs`. */
export function createNetwork(
  scheduler: Scheduler,
  random: Random,
  services: Readonly<Record<string, Service>>,
) {
  const faults: NetworkFaults = { rate: 0, away: new Set() };
  const catalogFaults: number[] = [];

  const serviceOf = (host: string): string =>
    host.split('.').find((label) => services[label] !== undefined) ?? host;

  const latency = () =>
    random.exponential(random.chance(LATENCY.slowShare) ? LATENCY.slowMs : LATENCY.networkMs);

  function fateOf(name: string): Fate {
    if (faults.away.has(name)) return random.pick(['refused', 'lost', 'failed']);
    return random.chance(faults.rate) ? random.pick(FATES) : 'answered';
  }

  /** Has the service work at a moment of its own, whatever becomes of who asked. */
  const serve = (wire: Wire, delayMs: number, then: (answer: ApiAnswer) => void): void => {
    const take = async () => {
      scheduler.trace(`takes ${wire.service.describe(wire.request)}`);
      then(await wire.service.answer(wire.request));
    };
    scheduler.after(delayMs, () => scheduler.hold(take()), NOBODY);
  };

  const deliver = (wire: Wire) => (answer: ApiAnswer) =>
    void scheduler.after(
      latency(),
      () => {
        wire.context.process?.step();
        if (wire.context.process?.isAlive !== false) wire.resolve(answer);
      },
      wire.context,
    );

  const breakOff = (wire: Wire, delayMs: number) =>
    void scheduler.after(delayMs, () => wire.reject(brokenOff()), wire.context);

  const fates: Readonly<Record<Fate, (wire: Wire) => void>> = {
    answered: (wire) => serve(wire, latency(), deliver(wire)),
    slow: (wire) => serve(wire, random.between(500, 6_000), deliver(wire)),
    refused: (wire) => breakOff(wire, latency()),
    // Its sender's own time-out ends it.
    lost: () => undefined,
    'answer-lost': (wire) =>
      serve(wire, latency(), () => {
        if (random.chance(0.5)) breakOff(wire, latency());
      }),
    late: (wire) => {
      breakOff(wire, latency());
      serve(wire, random.between(0, LATE_EFFECT_MS), () => undefined);
    },
    twice: (wire) => {
      serve(wire, latency() + random.exponential(300), () => undefined);
      serve(wire, latency(), deliver(wire));
    },
    throttled: (wire) => deliver(wire)(wire.service.throttled),
    failed: (wire) => deliver(wire)({ status: 500, body: '' }),
  };

  function send(wire: Wire): void {
    const { fate, context, service, request } = wire;
    if (fate !== 'answered') {
      scheduler.trace(`fault ${fate} ${service.describe(request)}`);
      context.disturb?.();
      if (service === services.dynamodb) catalogFaults.push(scheduler.now());
    }
    fates[fate](wire);
  }

  return {
    faults,
    /** When a request to the catalog met a fault. */
    catalogFaults: catalogFaults as readonly number[],
    request(request: ApiRequest, timeoutMs: number, signal?: AbortSignal): Promise<ApiAnswer> {
      const name = serviceOf(request.host);
      const service = services[name];
      if (!service) throw new SimulationError('not-simulated', { detail: request.host });
      const context = currentContext();
      context.process?.step();
      if (context.process?.isAlive === false) return NEVER;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
        const abort = () => reject(aborted());
        const end = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
        };
        if (signal?.aborted) return abort();
        signal?.addEventListener('abort', abort, { once: true });
        return send({
          request,
          service,
          fate: fateOf(name),
          context,
          resolve: (answer) => {
            end();
            resolve(answer);
          },
          reject: (error) => {
            end();
            reject(error);
          },
        });
      });
    },
  };
}

/** The result that a dead process waits for. */
const NEVER = new Promise<never>(() => undefined);

const brokenOff = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const timedOut = (ms: number) =>
  Object.assign(new Error(`no answer in ${ms} ms`), { name: 'TimeoutError' });
const aborted = () => Object.assign(new Error('Request aborted'), { name: 'AbortError' });
