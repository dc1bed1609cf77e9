/** The one variable of the host that a function sees: where programs are found. */
export const searchPath = process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';
