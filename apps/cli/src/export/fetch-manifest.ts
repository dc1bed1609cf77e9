import { openApi } from '../api.ts';
import { Problem, toProblem } from '../upload/problem.ts';
import { authorization } from '../upload/server.ts';
import type { ExportOptions } from './options.ts';
import { parseManifest } from './parse-manifest.ts';

/** Fetches the manifest of an export. Its text stays as it is, one item a line. @throws Problem */
export async function fetchManifest({
  server,
  parameters,
  signal,
}: Pick<ExportOptions, 'server' | 'parameters' | 'signal'>) {
  const query = new URLSearchParams({ format: 'manifest' });
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of [values].flat()) query.append(name, value);
  }
  const text = await openApi(server, signal).call(async () => {
    const response = await fetch(`${server.url}/export?${query}`, {
      headers: authorization(server),
      signal,
    });
    const body = await response.text();
    if (response.ok) return { data: body, response };
    throw toProblem(response.status, body, response.headers.get('retry-after'));
  });
  const manifest = parseManifest(text);
  if (!manifest) throw new Problem('unexpected', 0, 'The server sent no manifest');
  return { manifest, text };
}
