/** The run cannot go on, and the server is not to blame: it is at its limits, or a code is missing. Exit code 4. */
export class StoppedError extends Error {}
