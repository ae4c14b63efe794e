import type { paths } from "@session-api/client";
import { startServer } from "@session-api/server";
import fc from "fast-check";
import createClient from "openapi-fetch";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createCodeBox } from "./createCodeBox.ts";
import { forwardAndNote, startProxy } from "./faulty/startProxy.ts";
import { chooseSize } from "./fullSize.ts";
import { createCommands, type Real } from "./model/commands.ts";
import { ReferenceModel } from "./model/ReferenceModel.ts";

const seed = Number(process.env.FUZZ_SEED ?? 1 + (Date.now() % 2 ** 30));
const runs = chooseSize(60, 500);
const rules = { lifetimeSeconds: 1_800, maxAgeSeconds: 3_600 };

/** Starts a server with the clock of the model. Each run has its own users, so no run sees the sessions of another. */
async function startModelServer() {
  let nowSeconds = Date.UTC(2030, 0, 1) / 1_000;
  const { mail, codeFor } = createCodeBox();
  const names = ["john", "jane", "joe"];
  const createUser = (name: string, run: number) => ({ email: `${name}${run}@doe.net`, fullName: name });
  const server = await startServer({
    clock: () => nowSeconds * 1_000,
    limits: "off",
    checkReplies: true,
    sessionLifetimeSeconds: rules.lifetimeSeconds,
    sessionMaxAgeSeconds: rules.maxAgeSeconds,
    users: Array.from({ length: runs + 500 }, (_, run) => names.map((name) => createUser(name, run))).flat(),
    mail,
  });
  let run = 0;
  return {
    url: server.url,
    codeFor,
    close: server.close,
    /** Creates the model and the client of one run. The names of the users stay, so that a run can be repeated. */
    setUp(url: string): { model: ReferenceModel; real: Real } {
      run += 1;
      const api = createClient<paths>({
        baseUrl: url,
        fetch: async (request) => {
          const body = await request.text();
          const own = body.replace(/"(john|jane|joe)@/, `"$1${run}@`);
          return fetch(
            new Request(request.url, { method: request.method, headers: request.headers, ...(body && { body: own }) }),
          );
        },
      });
      return {
        model: new ReferenceModel(nowSeconds, rules),
        real: {
          api,
          codeFor,
          known: new Map(),
          advance(seconds) {
            nowSeconds += seconds;
          },
        },
      };
    },
  };
}

let server: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

const users = { john: "john@doe.net", jane: "jane@doe.net", joe: "joe@doe.net" };

function check(url: string, numRuns: number) {
  let calls = 0;
  const property = fc.asyncProperty(
    fc.commands(createCommands(users), { maxCommands: 60, size: "max" }),
    async (commands) => {
      calls += [...commands].length;
      await fc.asyncModelRun(() => server.setUp(url), commands);
    },
  );
  return fc.check(property, { numRuns, seed }).then((details) => ({ details, calls }));
}

it(`responds to the six operations in any order as the reference model does, in ${runs} of ${runs} runs`, async () => {
  const { details, calls } = await check(server.url, runs);
  console.log(`model seed ${seed} (repeat with FUZZ_SEED=${seed}): ${calls} commands in ${details.numRuns} runs`);
  expect(fc.defaultReportMessage(details)).toBeUndefined();
  expect(calls).toBeGreaterThan(20 * runs);
}, 120_000);

it("finds a server that differs from the model, and shrinks the run to the few commands that show it", async () => {
  // The proxy acknowledges every code.
  await using proxy = await startProxy(server, async (request, world) => {
    const answer = await forwardAndNote(request, world);
    const isAcknowledged = request.line === "PUT /session/verification" && answer.status === 401;
    return isAcknowledged
      ? { status: 202, headers: { "content-type": "application/json" }, body: '{"message":""}' }
      : answer;
  });
  const { details } = await check(proxy.url, runs);
  expect(details.failed).toBe(true);
  const [commands] = details.counterexample ?? [];
  expect([...(commands ?? [])].length).toBeLessThanOrEqual(3);
}, 60_000);
