import { describe, expect, it } from "vitest";
import { findCode } from "../src/codes/findCode.ts";

describe("finding the code in a text", () => {
  it.each([
    ["Your code is 054321.", "054321"],
    ["Request 4711 of 20251124. Your code is 654321.", "654321"],
    ["Support: +1 5551234567\nCode: 054321", "054321"],
    ["Logo [https://mail.example/t/9876543]\nCode 054321", "054321"],
    ["[/9876543/logo.png]\n054321\n", "054321"],
    ["Mail 1234567@example.com if it fails.\n\n  054321  \n", "054321"],
    ["This code expires in 10 minutes.\n\n4321\n", "4321"],
    ["Your code: 123 456", "123456"],
    ["Your code: 123-456", "123456"],
    ["Your code is AB12CD", "AB12CD"],
    ["Ihr Code lautet 123456, bis 2025-11-24.", "123456"],
    ["Use 123456 to log in before 12:30.", "123456"],
    ["code: 123456", "123456"],
    ["The code you asked for", undefined],
    ["12 days, 3 hours", undefined],
    ["", undefined],
  ])("%j is %s", (text, code) => {
    expect(findCode(text)).toBe(code);
  });
});
