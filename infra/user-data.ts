import * as pulumi from '@pulumi/pulumi';

/** The file that the uploader's systemd unit reads its environment from. */
export const ENVIRONMENT_FILE = '/etc/galeria/uploader.env';

/**
 * A cell's user data: cloud-init writes the uploader's environment, as systemd's `EnvironmentFile`
 * takes it. JSON is YAML, so what is written here can be read back without a YAML parser.
 *
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=
 */
export function userData(
  environment: Readonly<Record<string, pulumi.Input<string>>>,
): pulumi.Output<string> {
  return pulumi.output(environment).apply((variables) => {
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`);
    const file = {
      path: ENVIRONMENT_FILE,
      owner: 'root:root',
      permissions: '0600',
      content: `${lines.join('\n')}\n`,
    };
    return `#cloud-config\n${JSON.stringify({ write_files: [file] }, null, 2)}\n`;
  });
}

/** Inside single quotes systemd takes every character as it is; a single quote itself ends them. */
function quote(value: string): string {
  if (/['\n\\]/.test(value)) {
    throw new pulumi.RunError(`An environment value must not hold quotes or lines: ${value}`);
  }
  return `'${value}'`;
}

/** Reads the environment back out of a cell's user data. */
export function environmentOf(text: string): Record<string, string> {
  const { write_files: files } = JSON.parse(text.replace('#cloud-config\n', '')) as {
    write_files: { path: string; content: string }[];
  };
  const content = files.find(({ path }) => path === ENVIRONMENT_FILE)?.content ?? '';
  return Object.fromEntries(
    content
      .trim()
      .split('\n')
      .map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 2, -1)];
      }),
  );
}
