export { type S3Options, type S3Server, startS3 } from './server.ts';
