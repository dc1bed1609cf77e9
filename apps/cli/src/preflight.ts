import type { Command } from './command.ts';
import { pulumi } from './config.ts';
import { print, say } from './terminal.ts';

const signs = { fine: 'ok   ', look: 'WARN ', stop: 'STOP ' } as const;

/** Checks an AWS account before the first `pulumi up`. */
export const preflight: Command = {
  usage: 'preflight [--region REGION]',
  summary: 'check an AWS account before the first deployment; exits 1 if a check would block it',
  options: { region: { type: 'string', default: 'us-east-1' } },
  async run({ options }) {
    const region = String(options.region);
    say(`Checking the account in ${region} (read-only) …`);
    // The SDK's clients of this command are a third of what all commands would load.
    const { preflight: runChecks } = await import('@galeria/infra/preflight');
    const findings = await runChecks({ region, pulumi });
    for (const { state, found, advice } of findings) {
      print(`${signs[state]} ${found}`);
      if (advice) print(`      ${advice}`);
    }
    return findings.some(({ state }) => state === 'stop') ? 1 : 0;
  },
};
