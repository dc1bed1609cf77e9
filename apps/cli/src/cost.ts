import { atRest, type Line, ofUse, PRICES_OF, stackSettings, total } from '@galeria/infra/cost';
import type { Command } from './command.ts';
import { CliError } from './errors.ts';
import { print } from './terminal.ts';

/** Estimates what a stack costs, from its settings and a table of prices, without asking AWS. */
export const cost: Command = {
  usage: 'cost [--stack NAME] [--photos N] [--songs N] [--hours N]',
  summary: 'estimate the costs of a stack, at rest for some hours and of new files for a month',
  options: {
    photos: { type: 'string', default: '0' },
    songs: { type: 'string', default: '0' },
    hours: { type: 'string', default: '730' },
  },
  async run({ options }) {
    const { stack = 'dev' } = options;
    const number = (name: string): number => {
      const value = Number(options[name]);
      if (value >= 0) return value;
      throw new CliError('usage', { detail: `--${name} is not a number: ${options[name]}` });
    };
    const config = settingsOf(String(stack));
    const lines = [
      ...atRest(config, number('hours')),
      ...ofUse({ photos: number('photos'), songs: number('songs') }, config),
    ];
    for (const line of [...lines, { name: 'total', price: '', dollars: total(lines) }])
      print(format(line));
    print(`US dollars; prices of ${PRICES_OF} in us-east-1. Viewers are not included.`);
    return 0;
  },
};

const format = ({ name, dollars }: Line): string =>
  `${name.padEnd(32)}${dollars.toFixed(2).padStart(10)}`;

function settingsOf(stack: string) {
  try {
    return stackSettings(stack);
  } catch (cause) {
    throw new CliError('no-stack', { detail: `there is no Pulumi.${stack}.yaml`, cause });
  }
}
