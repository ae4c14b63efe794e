/** No server answers at the URL. Ends the command with exit code 3. */
export class UnreachableError extends Error {}
