/** The search path, the only variable of the host's environment that functions get. */
export const searchPath = process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';
