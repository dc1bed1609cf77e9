import openapi from '@galeria/api/openapi.json' with { type: 'json' };
import { createServer } from 'vite';
import { LocalError } from '../src/errors.ts';

/** Paths of the edge that the OpenAPI document does not list. */
const OTHER_PATHS = ['r', 'openapi.json', 'docs'];

/** Matches every path that the local cloud answers instead of Vite. */
const apiPaths = () => {
  const first = Object.keys(openapi.paths).flatMap((path) => path.split('/')[1] ?? []);
  const names = [...new Set([...first, ...OTHER_PATHS])].map((name) => name.replaceAll('.', '\\.'));
  return `^/(?:${names.join('|')})(?:[/?]|$)`;
};

/**
 * Serves the page from its sources through Vite, with hot reload, and forwards API requests.
 *
 * @param folder the page's package
 * @param port the port on 127.0.0.1; 0 for any free port
 * @param edge the local cloud's address
 * @throws LocalError `port-taken`
 */
export async function servePage(folder: string, port: number, edge: string) {
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    clearScreen: false,
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      cors: false,
      // Keep the Host header: the uploader compares it with Origin.
      proxy: { [apiPaths()]: { target: edge, changeOrigin: false } },
    },
  });
  try {
    await server.listen();
  } catch (cause) {
    await server.close();
    throw new LocalError('port-taken', { detail: `${port}; set PORT to another one`, cause });
  }
  const [address = ''] = server.resolvedUrls?.local ?? [];
  return { address: address.replace(/\/$/, ''), close: () => server.close() };
}
