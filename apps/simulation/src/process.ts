import type { Process } from './context.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** How many processes are still to be killed, and after how many calls of disk and network. */
export interface Kills {
  left: number;
  readonly withinSteps: number;
}

export interface ProcessOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly kills: Kills;
}

/** Starts a process. Killed, none of its pending events happens; what it sent may still arrive. */
export function startProcess(
  name: string,
  { scheduler, random, kills }: ProcessOptions,
  clock = { offsetMs: 0 },
): Process {
  let isAlive = true;
  let stepsLeft = random.below(kills.withinSteps);
  const told: (() => void)[] = [];
  const process: Process = {
    name,
    clock,
    get isAlive() {
      return isAlive;
    },
    step() {
      if (!isAlive || kills.left === 0 || stepsLeft-- > 0) return;
      kills.left -= 1;
      process.kill('at a call');
    },
    kill(why) {
      if (!isAlive) return;
      isAlive = false;
      scheduler.trace(`killed ${why}`, { process });
      for (const tell of told) tell();
    },
    onDeath: (tell) => void told.push(tell),
  };
  return process;
}
