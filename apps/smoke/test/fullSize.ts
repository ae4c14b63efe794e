/** Whether the tests run in full size, with `PROVE=1` in the environment. */
export const isFullSize = process.env.PROVE === "1";

/** Chooses between the usual size of a test and its full size. */
export function chooseSize(usual: number, full: number): number {
  return isFullSize ? full : usual;
}
