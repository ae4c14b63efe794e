/** Ends a run and says nothing against the server: its limits ask for more time than there is, or a code is not at hand. */
export class StoppedError extends Error {}
