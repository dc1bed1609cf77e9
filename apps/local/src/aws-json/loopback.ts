/** The names by which a process of this machine addresses a loopback server. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** A page that rebinds its own name to 127.0.0.1 sends that name as Host. */
export const isLoopback = (host: string | undefined) => loopback.test(host ?? '');
