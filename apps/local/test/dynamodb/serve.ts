import { startDynamoDb } from '../../src/dynamodb/server.ts';

// A server process for tests that kill it. Prints its endpoint.
const dynamodb = await startDynamoDb({ dir: process.argv[2]! });
console.log(dynamodb.endpoint);
