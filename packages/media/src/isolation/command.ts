import { type IsolationLevel, namespaceArguments } from './level.ts';
import { resourceLimits } from './limits.ts';
import { codeFolders } from './readable.ts';
import { tools } from './tools.ts';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * The command that runs a decoder's program at a level.
 *
 * @param program path of the module.
 * @param folder the only one that it may write to.
 * @param options Node's own, beside those of the permission model.
 */
export function decoderCommand(
  level: IsolationLevel,
  program: string,
  folder: string,
  options: readonly string[],
): Command {
  const code = codeFolders(program);
  const node = [
    process.execPath,
    '--permission',
    // What decodes is native, and some of it runs in threads.
    '--allow-addons',
    '--allow-worker',
    ...[...code, folder].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${folder}`,
    ...options,
    program,
  ];
  const [file = '', ...args] = launcherOf(level, code, folder).concat(node);
  return { file, args };
}

/** What starts Node: each program of it executes the next in its own process, or in a child. */
export function launcherOf(level: IsolationLevel, code: readonly string[], folder: string) {
  const { openFiles, fileBytes } = resourceLimits;
  const limits = [tools.prlimit, '--core=0', `--nofile=${openFiles}`, `--fsize=${fileBytes}`];
  switch (level) {
    case 'permissions':
      return [];
    case 'no-new-privileges':
      return [...limits, tools.setpriv, '--no-new-privs'];
    case 'namespaces':
      return [
        ...limits,
        tools.bwrap,
        ...namespaceArguments(),
        ...code.flatMap((path) => ['--ro-bind', path, path]),
        ...['--bind', folder, folder],
        ...['--remount-ro', '/'],
        ...['--remount-ro', '/dev'],
        ...['--chdir', folder],
      ];
  }
}
