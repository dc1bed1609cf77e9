import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import type { CellProcess } from '../../src/cells/cell.ts';
import { startEdge } from '../../src/edge/edge.ts';
import { nothingDeclared } from '../../src/program/declared-resources.ts';

/** No API key was ever made. */
const noKeys = { required: () => false, find: () => undefined };

/** An edge in front of one server that stands for a cell. */
export async function openEdge(cell: RequestListener, corsOrigins?: readonly string[]) {
  const origin = createServer(cell).listen(0, '127.0.0.1');
  await once(origin, 'listening');
  const address = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
  const declared = nothingDeclared();
  declared.origins.set('cells', 'cells.internal');
  const methods = ['GET', 'HEAD', 'POST', 'DELETE'];
  declared.behaviours.push({ pathPattern: '*', originId: 'cells', methods, keyGroups: [] });
  const s3 = new S3Client({ region: 'us-east-1' });
  const cells = [{ address: () => address } as CellProcess];
  const edge = await startEdge({ port: 0, declared, s3, cells, keys: noKeys, corsOrigins });
  return {
    address: edge.address,
    requestTimeout: edge.requestTimeout,
    async close() {
      origin.closeAllConnections();
      origin.close();
      await edge.close();
      s3.destroy();
    },
  };
}
