/** The host names of a loopback server. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Whether a Host header names loopback. A DNS rebinding attack sends another name. */
export const isLoopback = (host: string | undefined) => loopback.test(host ?? '');
