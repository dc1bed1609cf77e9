import { startSqs } from '../../src/sqs/server.ts';

// A server process for tests that kill it. Prints its endpoint.
const sqs = await startSqs({ dir: process.argv[2]!, region: 'eu-west-1' });
console.log(sqs.endpoint);
