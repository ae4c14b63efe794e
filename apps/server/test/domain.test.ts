import { describe, expect, it } from "vitest";
import { computeCode, isSameCode } from "../src/domain/code.ts";
import { isEmail, normaliseEmail } from "../src/domain/email.ts";
import { createKeyLine, parseKeys } from "../src/domain/keys.ts";
import { normaliseAddress, toNetwork } from "../src/domain/networkAddress.ts";
import { cleanUserAgent, nameProgram } from "../src/domain/userAgent.ts";

describe("codes", () => {
  const key = Buffer.alloc(32, 7);

  it("depend on the id and the key, and on nothing else", () => {
    expect(computeCode(key, "id", 6)).toBe(computeCode(key, "id", 6));
    expect(computeCode(key, "id", 6)).not.toBe(computeCode(key, "other", 6));
    expect(computeCode(key, "id", 6)).not.toBe(computeCode(Buffer.alloc(32, 8), "id", 6));
  });

  it("have the requested number of digits, with leading zeros", () => {
    for (const digits of [6, 7, 8, 9, 10]) {
      const codes = Array.from({ length: 200 }, (_, index) => computeCode(key, `id ${index}`, digits));
      expect(codes.every((code) => new RegExp(`^\\d{${digits}}$`).test(code))).toBe(true);
      expect(codes.some((code) => code.startsWith("0"))).toBe(true);
    }
  });

  it("are spread evenly", () => {
    const firstDigits = Array.from({ length: 10_000 }, (_, index) => computeCode(key, `id ${index}`, 6).charAt(0));
    for (const digit of "0123456789") {
      expect(firstDigits.filter((first) => first === digit).length).toBeGreaterThan(850);
      expect(firstDigits.filter((first) => first === digit).length).toBeLessThan(1_150);
    }
  });

  it("are compared whole", () => {
    expect(isSameCode("012345", "012345")).toBe(true);
    for (const wrong of ["012346", "12345", "0123450", "", "０１２３４５"])
      expect(isSameCode("012345", wrong)).toBe(false);
  });
});

describe("an email", () => {
  it.each(["john@doe.net", "  John@Doe.NET ", "john@bücher.example"])("%j can have an account", (email) => {
    expect(isEmail(email)).toBe(true);
  });

  it.each(["john", "john@", "@doe.net", "jörn@doe.net", "john@doe net", "john@doe.net\r\nBcc: x@y.example"])(
    "%j cannot have an account",
    (email) => {
      expect(isEmail(email)).toBe(false);
    },
  );
});

describe("keys", () => {
  it("rotate: new codes use the first key, old codes keep their key, counts keep the last key", () => {
    const [old, fresh] = [createKeyLine(new Date(0)), createKeyLine(new Date(1e12))];
    const before = parseKeys(old);
    const after = parseKeys(`# newest first\n${fresh}\n\n${old}\n`);
    expect(after.currentId).toBe(fresh.split(" ")[0]);
    expect(after.findCodeKey(before.currentId)).toEqual(before.findCodeKey(before.currentId));
    expect(after.hash("email", "john@doe.net")).toEqual(before.hash("email", "john@doe.net"));
    expect(after.findCodeKey("retired")).toBeUndefined();
  });

  it("hash an email so that only the owner of the key can repeat it", () => {
    const keys = parseKeys(createKeyLine(new Date()));
    expect(keys.hash("email", "john@doe.net")).not.toEqual(
      parseKeys(createKeyLine(new Date())).hash("email", "john@doe.net"),
    );
    expect(keys.hash("bucket", "a", "bc")).not.toEqual(keys.hash("bucket", "ab", "c"));
  });

  it.each([
    ["no key", "", "there is no key"],
    ["no secret", "id", "key 1 must be `id secret`"],
    ["a short secret", "id c2VjcmV0", "key 1 must be `id secret`"],
    ["an id twice", `a ${"A".repeat(43)}\na ${"B".repeat(43)}`, "key 2 has the id of another key"],
  ])("are refused without being repeated: %s", (_what, text, message) => {
    expect(() => parseKeys(text)).toThrow(message);
    expect(() => parseKeys(text)).not.toThrow(/c2VjcmV0|AAAA/);
  });
});

describe("addresses", () => {
  it.each([
    ["  John@DOE.net ", "john@doe.net"],
    ["j\u006f\u0308hn@doe.net", "j\u00f6hn@doe.net"],
    ["john@b\u00fccher.example", "john@xn--bcher-kva.example"],
    ["a@b@doe.net", "a@b@doe.net"],
  ])("of mail are normalised: %j is looked up as %j", (email, normalised) => {
    expect(normaliseEmail(email)).toBe(normalised);
  });

  it.each([
    ["203.0.113.7", "203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3::4", "2001:db8:1:2:3::4", "20010db800010002/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::", "20010db800010002/64"],
  ])("of networks: %s is shown as %s and counted as %s", (ip, plain, network) => {
    expect(normaliseAddress(ip, "192.0.2.1")).toBe(plain);
    expect(toNetwork(ip)).toBe(network);
  });
});

describe("an address that a proxy claims", () => {
  it.each([
    ["203.0.113.7:4711", "203.0.113.7"],
    ["[2001:db8::1]:4711", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["the bank, call 555-1234", "192.0.2.1"],
    ["", "192.0.2.1"],
  ])("%j is read as %s", (claimed, address) => {
    expect(normaliseAddress(claimed, "192.0.2.1")).toBe(address);
  });
});

describe("user agents", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
      "Edge on Windows",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
      "Safari on iOS",
    ],
    [
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
      "Chrome on Android",
    ],
    ["curl/8.0", "an unknown program"],
    ["", "an unknown program"],
  ])("%s is called %s", (userAgent, program) => {
    expect(nameProgram(userAgent)).toBe(program);
  });

  it("are shortened, and lose their control characters", () => {
    expect(cleanUserAgent(undefined)).toBe("");
    expect(cleanUserAgent(`\u0000a\u001b[31m${"x".repeat(600)}`)).toBe(`a[31m${"x".repeat(507)}`);
  });
});
