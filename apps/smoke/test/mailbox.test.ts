import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCodeFromMailbox } from "../src/codes/readCodeFromMailbox.ts";
import { type Mailbox, startMailbox } from "../src/codes/startMailbox.ts";

let mailbox: Mailbox;
beforeEach(async () => {
  mailbox = await startMailbox(0);
});
afterEach(() => mailbox.close());

const now = Math.floor(Date.now() / 1_000);
const read = (askedAt: number) => readCodeFromMailbox(mailbox, { email: "me@example.com", askedAt }, 10_000);
const isUnread = (askedAt: number) => {
  const signal = AbortSignal.abort(new Error("no mail"));
  const reading = readCodeFromMailbox(mailbox, { email: "me@example.com", askedAt, signal }, 10_000);
  return expect(reading).rejects.toThrow("no mail");
};

/** Delivers a mail. Resolves when the mailbox has accepted it. */
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
  it("gives a code that has arrived, and one that arrives later, each once", async () => {
    await deliver("Your code is 123456");
    expect(await read(now)).toBe("123456");
    const next = read(now);
    await deliver("Your code is 234567");
    expect(await next).toBe("234567");
  });

  it("finds a code in the subject when the text has none", async () => {
    await deliver("Welcome back", { subject: "123456 is your code" });
    expect(await read(now)).toBe("123456");
  });

  it("ignores a mail that came before the code was requested", async () => {
    await deliver("Your code is 123456");
    await isUnread(now + 60);
  });

  it("ignores a late mail of an earlier login, before and after the right one", async () => {
    await deliver("Your code is 123456", { writtenAt: now - 60 });
    await isUnread(now);
    await deliver("Your code is 234567");
    await deliver("Your code is 123456", { writtenAt: now - 60 });
    expect(await read(now)).toBe("234567");
  });
});
