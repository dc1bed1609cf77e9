import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type Running, startServer } from './processes.ts';

/** The path of nginx, if it is installed. Debian's is not on the path of every user. */
export const nginx = spawnSync('sh', ['-c', 'PATH=$PATH:/usr/sbin command -v nginx'], {
  encoding: 'utf8',
}).stdout.trim();

/** nginx with `PUT`, as its manual shows it. Its files are in `FOLDER/files`. */
export async function startNginx(program: string, folder: string): Promise<Running> {
  const port = await freePort();
  await mkdir(join(folder, 'files'), { recursive: true, mode: 0o777 });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const config = `
    daemon off; worker_processes 2; user root; pid ${folder}/nginx.pid; error_log stderr notice;
    events {}
    http {
      access_log off; client_max_body_size 0; keepalive_requests 1000000;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
      server {
        listen 127.0.0.1:${port};
        location / { root ${folder}/files; dav_methods PUT; }
      }
    }`;
  const path = join(folder, 'nginx.conf');
  await writeFile(path, config);
  const address = `http://127.0.0.1:${port}`;
  return startServer([program, '-p', folder, '-c', path], (line) =>
    line.includes('start worker process ') ? address : undefined,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
