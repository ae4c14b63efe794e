/** Tells whether a server answers at all. A page may not read such an answer, but it learns that there is one. */
export async function probeServer(url: string): Promise<boolean> {
  try {
    await fetch(url, { mode: "no-cors", cache: "no-store", signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}
