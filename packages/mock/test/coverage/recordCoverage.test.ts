import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { bearer } from "../fixture.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "session-mock-"));
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (file: string) => JSON.parse(await readFile(file, "utf8"));

describe("record", () => {
  it("is the coverage as JSON, and replaces an earlier record", async () => {
    const record = join(folder, "session-api.json");
    await writeFile(record, "old");
    const mock = await startMock({ record });
    expect(await read(record)).toEqual(mock.coverage());
    await fetch(`${mock.url}/session`, { headers: bearer });
    await mock.close();
    expect(await read(record)).toEqual(mock.coverage());
    expect(mock.coverage().operations.checkSession.requests).toBe(1);
    // No temporary file is left.
    expect(await readdir(folder)).toEqual(["session-api.json"]);
  });

  it("is kept current while the mock runs, in a folder that it creates", async () => {
    const record = join(folder, "new/folder/session-api.json");
    await using mock = await startMock({ record });
    await fetch(`${mock.url}/session`, { headers: bearer });
    const count = async () => (await read(record)).operations.checkSession.requests;
    await expect.poll(count, { timeout: 15_000 }).toBe(1);
  });

  it("is the same text for the same requests in another order", async () => {
    const write = async (record: string, ...paths: string[]) => {
      const mock = await startMock({ record });
      for (const path of paths) await fetch(mock.url + path, { headers: bearer });
      await mock.close();
      return readFile(record, "utf8");
    };
    const [one = "", ...others] = ["/session?b=1", "/sessions", "/session?a=1", "/session?a=1&code=1"];
    const first = await write(join(folder, "first.json"), one, ...others);
    expect(await write(join(folder, "second.json"), ...others.reverse(), one)).toBe(first);
  });

  it("stops the start when the file cannot be written, and frees the port", async () => {
    const port = await startMock().then(async (mock) => {
      await mock.close();
      return Number(new URL(mock.url).port);
    });
    await expect(startMock({ port, record: folder })).rejects.toThrow(`cannot write ${folder}: `);
    await using mock = await startMock({ port });
    expect(new URL(mock.url).port).toBe(String(port));
  });

  it("makes close reject when it can no longer be written", async () => {
    const record = join(folder, "inner/session-api.json");
    const mock = await startMock({ record });
    await rm(join(folder, "inner"), { recursive: true });
    await writeFile(join(folder, "inner"), "");
    await fetch(`${mock.url}/session`, { headers: bearer });
    await expect(mock.close()).rejects.toThrow(`cannot write ${record}: `);
  });
});
