import { StoppedError } from "../errors/StoppedError.ts";
import type { CodeRequest } from "./CodeSource.ts";

/** Asks for the code on the terminal. Rejects with a `StoppedError` when the input ends. */
export async function readCodeFromPrompt(
  lines: AsyncIterator<string>,
  { email, signal }: CodeRequest,
): Promise<string> {
  const at = email.lastIndexOf("@");
  process.stdout.write(`       the code that was mailed to ${email.slice(0, 1)}…${email.slice(at)}: `);
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
  for (;;) {
    const { value, done } = await Promise.race([lines.next(), aborted]);
    if (done) {
      // Ends the line of the question.
      process.stdout.write("\n");
      throw new StoppedError("no code was given");
    }
    // A mail may show the code in groups.
    const code = value.replace(/\s/g, "");
    if (code !== "") return code;
  }
}
