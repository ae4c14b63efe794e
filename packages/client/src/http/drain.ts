const longestBodyBytes = 64 * 1024;
const longestReadMs = 1_000;

/** Reads and discards a body, so that its connection can be reused. Cancels a body that is too long or too slow. */
export async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (!body) return;
  const reader = body.getReader();
  const cancel = () => reader.cancel();
  const timer = setTimeout(cancel, longestReadMs);
  try {
    for (let bytes = 0; bytes <= longestBodyBytes; ) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
    }
    await cancel();
  } finally {
    clearTimeout(timer);
  }
}
