/**
 * Says whether to repeat a request that was refused. `text` is the document's description of the response, which names the
 * operations that are safe to repeat; `requests` is the number of requests that the client sends.
 */
export function adviseRepeat(operationId: string, status: number, text: string, requests: number): string {
  if (requests > 1)
    return `Repeat it after \`Retry-After\`. The client does when its time limits allow, with at most ${requests} requests.`;
  if (status === 429) return "Repeat it after `Retry-After`. The client leaves this to you.";
  if (status < 500) return "Do not repeat it: the same request fails again.";
  if (text.includes(`\`${operationId}\``))
    return "It is safe to repeat it after a pause. The client leaves this to you.";
  return "Look at the result before you repeat it, because the first request may have had an effect.";
}
