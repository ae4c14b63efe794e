/** Whether tests run in full size, as `npm run prove` runs them. */
export const isFullSize: boolean = process.env.PROVE === "1";

/** Chooses between the usual size of a test and its full size. */
export function chooseSize(usual: number, full: number): number {
  return isFullSize ? full : usual;
}
