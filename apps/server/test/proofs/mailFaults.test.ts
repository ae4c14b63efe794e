import { expect, it } from "vitest";
import { startSmtpSink } from "../smtpSink.ts";
import { startTestServer } from "../testServer.ts";

// The mail server is down at first. Then it refuses for the moment, breaks the connection, and works in between.
it("delivers every live code at least once through all faults of the mail server", async () => {
  const sessions = 40;
  const faults = { refused: 0, cut: 0 };
  const first = await startSmtpSink();
  const { port } = new URL(first.url);
  await first.close();
  await using server = await startTestServer({ mail: first.url, limits: "off" });
  const created = await Promise.all(Array.from({ length: sessions / 2 }, () => server.create()));
  let mails = 0;
  await using sink = await startSmtpSink({
    port: Number(port),
    onMail: (cut) => {
      mails += 1;
      // Faults without end would only show the lifetime of a code.
      if (mails > sessions / 2) return;
      if (mails % 3 === 1) {
        faults.refused += 1;
        throw Object.assign(new Error("try again later"), { responseCode: 451 });
      }
      if (mails % 3 === 2) {
        faults.cut += 1;
        cut();
        throw new Error("cut");
      }
    },
  });
  created.push(...(await Promise.all(Array.from({ length: sessions / 2 }, () => server.create()))));
  const delivered = () => new Set(sink.received.map(({ verificationCodeID }) => verificationCodeID));
  const missing = () => created.filter(({ verificationCodeID }) => !delivered().has(verificationCodeID)).length;
  await sink.waitUntil(() => missing() === 0);
  const duplicates = sink.received.length - delivered().size;
  console.log(
    `${sessions} codes, mail server down at first, ${faults.refused} mails refused with 451, ${faults.cut} cut off: ${missing()} missing, ${duplicates} sent twice`,
  );
  expect(faults.refused).toBeGreaterThan(0);
  expect(faults.cut).toBeGreaterThan(0);
  expect(duplicates).toBe(0);
  const { verificationCodeID } = created[0] ?? { verificationCodeID: "" };
  const code = sink.received.find((mail) => mail.verificationCodeID === verificationCodeID)?.code ?? "";
  expect((await server.api.PUT("/session/verification", { body: { verificationCodeID, code } })).response.status).toBe(
    202,
  );
});
