export { counted, say, statusLine } from '@galeria/local/terminal';

/** Prints a result line to standard output, so that it can be piped. */
export const print = (line = ''): void => void process.stdout.write(`${line}\n`);
