import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, type RunOptions, runCommand } from "./runCommand.ts";

/**
 * Runs a shell script that ends in a server. Once it prints `serves http://…`, runs a second script, which finds this URL
 * in `$URL` and the output so far in the file `$LOG`. Then stops the server. The output is that of both scripts.
 *
 * @example
 * ```ts
 * import { runServer } from "@session-api/examples";
 *
 * const server = "require('http').createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1', ";
 * const start = `node -e "const server = ${server} () => console.log('serves http://127.0.0.1:' + server.address().port))"`;
 * const { output } = await runServer(start, 'curl -s -m 10 "$URL"');
 * console.log(output.split("\n")[0]); // hello
 * ```
 */
export async function runServer(script: string, whenStarted: string, options: RunOptions = {}): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "session-api-server-"));
  const all = [
    ': >"$LOG"',
    `{ ${script.trim()}\n} >"$LOG" 2>&1 &`,
    'until grep -q "serves http" "$LOG"; do kill -0 $! || { cat "$LOG"; exit 1; }; sleep 0.1; done',
    `URL=$(sed -n 's/.*serves \\(http[^ ]*\\).*/\\1/p' "$LOG")`,
    whenStarted,
    'cat "$LOG"',
  ];
  const env = { ...options.env, LOG: join(folder, "log") };
  const ended = await runCommand("bash", ["-e", "-o", "pipefail", "-c", all.join("\n")], { ...options, env });
  rmSync(folder, { recursive: true, force: true });
  return ended;
}
