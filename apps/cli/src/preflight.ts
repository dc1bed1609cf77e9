import { preflight as look } from '@galeria/infra/preflight';
import type { Command } from './command.ts';
import { pulumi } from './config.ts';
import { print, say } from './terminal.ts';

const signs = { fine: 'fine ', look: 'look ', stop: 'STOP ' } as const;

/** Looks at an AWS account before the first `pulumi up`. */
export const preflight: Command = {
  usage: 'preflight [--region REGION]',
  summary: 'look at an AWS account before the first up; exits 1 where something would stop it',
  options: { region: { type: 'string', default: 'us-east-1' } },
  async run({ options }) {
    const region = String(options.region);
    say(`looking at the account in ${region}; nothing is changed …`);
    const findings = await look({ region, pulumi });
    for (const { state, found, advice } of findings) {
      print(`${signs[state]} ${found}`);
      if (advice) print(`      ${advice}`);
    }
    return findings.some(({ state }) => state === 'stop') ? 1 : 0;
  },
};
