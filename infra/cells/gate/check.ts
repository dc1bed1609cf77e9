import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  InvalidTargetException,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** The event of an invocation with CRUD scope: the input and the action on the resource. */
export interface Passage {
  readonly targetId: string;
  readonly targetGroupArns: readonly string[];
  readonly tf: { readonly action: 'create' | 'update' | 'delete' };
}

export interface GateOptions {
  readonly client: ElasticLoadBalancingV2Client;
  readonly pollMs: number;
  /** Time-out of the wait, shorter than Lambda's, so that the error has a helpful message. */
  readonly timeoutMs: number;
}

/** The states of a target that gets no requests any more. */
const GONE = ['unused'];

/**
 * On create, waits until the load balancer finds a cell healthy. On delete, deregisters the cell and
 * waits until its last request ends.
 *
 * @throws GateError after the time-out. The deployment stops at this cell, and the others are
 * unchanged.
 * @see
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export const createGate =
  ({ client, pollMs, timeoutMs }: GateOptions) =>
  async ({ targetId, targetGroupArns, tf }: Passage): Promise<{ targetId: string }> => {
    const leaving = tf.action === 'delete';
    const deadline = Date.now() + timeoutMs;
    for (const targetGroup of targetGroupArns) {
      if (leaving) await deregister(client, targetGroup, targetId);
    }
    for (const targetGroup of targetGroupArns) {
      let state = await stateOf(client, targetGroup, targetId);
      while (leaving ? !GONE.includes(state) : state !== 'healthy') {
        if (Date.now() > deadline) throw new GateError(targetId, leaving, state);
        await sleep(pollMs);
        state = await stateOf(client, targetGroup, targetId);
      }
    }
    return { targetId };
  };

export class GateError extends Error {
  constructor(targetId: string, leaving: boolean, state: string) {
    super(
      leaving
        ? `${targetId} still has requests: its state is ${state}. Run \`up\` again when they are done.`
        : `${targetId} did not become healthy: its state is ${state}. See its log for the reason; set \`amiId\` in the config to return to an older image.`,
    );
    this.name = 'GateError';
  }
}

async function deregister(
  client: ElasticLoadBalancingV2Client,
  targetGroup: string,
  targetId: string,
): Promise<void> {
  try {
    await client.send(
      new DeregisterTargetsCommand({ TargetGroupArn: targetGroup, Targets: [{ Id: targetId }] }),
    );
  } catch (error) {
    // A terminated instance is deregistered already.
    if (!(error instanceof InvalidTargetException)) throw error;
  }
}

async function stateOf(
  client: ElasticLoadBalancingV2Client,
  targetGroup: string,
  targetId: string,
): Promise<string> {
  try {
    const { TargetHealthDescriptions: [found] = [] } = await client.send(
      new DescribeTargetHealthCommand({
        TargetGroupArn: targetGroup,
        Targets: [{ Id: targetId }],
      }),
    );
    return found?.TargetHealth?.State ?? 'unused';
  } catch (error) {
    if (error instanceof InvalidTargetException) return 'unused';
    throw error;
  }
}
