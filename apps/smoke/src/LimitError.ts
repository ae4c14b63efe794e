/** The server asks to wait for longer than a run waits. That says nothing against it. */
export class LimitError extends Error {}
