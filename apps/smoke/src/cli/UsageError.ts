/** The options make no sense. The message says what would. */
export class UsageError extends Error {}
