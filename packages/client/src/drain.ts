const longestBodyBytes = 64 * 1024;
const longestReadMs = 1_000;

/** Reads a body and forgets it, so that its connection can be used again; one that is too long or too slow is cut. */
export async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (!body) return;
  const reader = body.getReader();
  const cut = () => reader.cancel();
  const timer = setTimeout(cut, longestReadMs);
  try {
    for (let bytes = 0; bytes <= longestBodyBytes; ) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
    }
    await cut();
  } finally {
    clearTimeout(timer);
  }
}
