import { writeFileSync } from 'node:fs';

// Loaded before the program: the disk is full where no request waits for an answer.
process.on('SIGUSR2', () => writeFileSync('/dev/full', 'x'));
