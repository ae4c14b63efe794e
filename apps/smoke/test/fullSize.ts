/** Chooses between the usual size of a test and its full size, which `PROVE=1` in the environment asks for. */
export function chooseSize(usual: number, full: number): number {
  return process.env.PROVE === "1" ? full : usual;
}
