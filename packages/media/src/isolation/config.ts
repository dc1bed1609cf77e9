/** Where Lambda's own Node finds its shared libraries: a child cannot be started without. */
export function libraryPath(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const path = env.LD_LIBRARY_PATH;
  return path === undefined ? {} : { LD_LIBRARY_PATH: path };
}
