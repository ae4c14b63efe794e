/** Nothing answers there. */
export class UnreachableError extends Error {}
