export { say, statusLine } from '@galeria/local/terminal';

/** Results go to standard output, so that they can be piped. */
export const print = (line = ''): void => void process.stdout.write(`${line}\n`);
