import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LocalError } from '../errors.ts';

interface ProjectFile {
  readonly name: string;
}

interface StackFile {
  readonly config?: Readonly<Record<string, unknown>>;
}

/** A stack's configuration as Pulumi passes it to the program: all values are strings. */
export interface StackConfig {
  readonly project: string;
  readonly region: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Whether a value is encrypted. Encrypted values are skipped, as they need the stack's passphrase. */
const isSecret = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'secure' in value;

const asText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Reads `Pulumi.yaml` and `Pulumi.<stack>.yaml` of the repository. */
export async function readStackConfig(root: string, stack: string): Promise<StackConfig> {
  const project = parse(await readFile(join(root, 'Pulumi.yaml'), 'utf8')) as ProjectFile;
  const file = join(root, `Pulumi.${stack}.yaml`);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LocalError('no-such-stack', {
      detail: `cannot read ${file}; set GALERIA_STACK to a stack with a configuration file`,
      cause,
    });
  });
  const { config = {} } = (parse(text) ?? {}) as StackFile;
  const values = Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => !isSecret(value))
      .map(([name, value]) => [name, asText(value)]),
  );
  return { project: project.name, region: values['aws:region'] ?? 'us-east-1', values };
}
