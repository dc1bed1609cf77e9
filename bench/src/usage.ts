import { readFileSync } from 'node:fs';

/** Reads /proc, as `getrusage` includes the parent's peak, which the kernel copies on fork. */
export function peakMiB(): number {
  const status = readFileSync('/proc/self/status', 'latin1');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** proc(5), stat: fields 16 and 17 are the CPU time of waited-for children in 1/100 s. */
export function childCpuMs(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
