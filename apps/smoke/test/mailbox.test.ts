import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Mailbox, startMailbox } from "../src/codes/mailbox.ts";

let mailbox: Mailbox;
beforeEach(async () => {
  mailbox = await startMailbox(0);
});
afterEach(() => mailbox.close());

const now = Math.floor(Date.now() / 1_000);
const read = (askedAt: number) => mailbox.readCode("me@example.com", askedAt, AbortSignal.timeout(10_000));
const isUnread = (askedAt: number) =>
  expect(mailbox.readCode("me@example.com", askedAt, AbortSignal.abort(new Error("no mail")))).rejects.toThrow(
    "no mail",
  );

/** Resolves once the mail was taken. */
async function deliver(text: string, { writtenAt = now, subject = "Log in" } = {}): Promise<void> {
  const socket = connect(mailbox.port, "127.0.0.1").setEncoding("utf8");
  const head = `Date: ${new Date(1_000 * writtenAt).toUTCString()}\r\nSubject: ${subject}\r\n\r\n`;
  const says = async (wanted: string) => {
    for (let answer = ""; !answer.startsWith(wanted); ) [answer] = await once(socket, "data");
  };
  await says("220");
  for (const line of ["HELO me", "MAIL FROM:<server@example.com>", "RCPT TO:<Me@example.com>"]) {
    socket.write(`${line}\r\n`);
    await says("250");
  }
  socket.write("DATA\r\n");
  await says("354");
  socket.write(`${head}${text}\r\n.\r\n`);
  await says("250");
  socket.destroy();
}

describe("the mailbox", () => {
  it("gives a code that is there, and one that is still to come, each once", async () => {
    await deliver("Your code is 123456");
    expect(await read(now)).toBe("123456");
    const next = read(now);
    await deliver("Your code is 234567");
    expect(await next).toBe("234567");
  });

  it("looks for a code in the subject where the text has none", async () => {
    await deliver("Welcome back", { subject: "123456 is your code" });
    expect(await read(now)).toBe("123456");
  });

  it("takes no mail that came before the code was asked for", async () => {
    await deliver("Your code is 123456");
    await isUnread(now + 60);
  });

  it("takes no mail of an earlier login that comes late, before or after the right one", async () => {
    await deliver("Your code is 123456", { writtenAt: now - 60 });
    await isUnread(now);
    await deliver("Your code is 234567");
    await deliver("Your code is 123456", { writtenAt: now - 60 });
    expect(await read(now)).toBe("234567");
  });
});
