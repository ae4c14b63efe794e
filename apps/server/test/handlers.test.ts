import { describe, expect, it } from "vitest";
import type { Handlers } from "../src/http/Handlers.ts";
import { Refusal } from "../src/http/Refusal.ts";

describe("the types of the handlers", () => {
  it("refuse a missing handler, an undeclared status and a wrong body", () => {
    type AllBut = Omit<Handlers, "closeSession">;
    const acknowledge = async () => ({ status: 202, body: { message: "acknowledged" } }) as const;
    const examples = (allBut: AllBut) => [
      // @ts-expect-error closeSession is missing
      allBut satisfies Handlers,
      // @ts-expect-error 201 is not declared
      (async () => ({ status: 201, body: { message: "" } })) satisfies Handlers["extendSession"],
      // @ts-expect-error a GET declares 200 and not 202
      acknowledge satisfies Handlers["getSessions"],
      // @ts-expect-error the body is wrong
      (async () => ({ status: 202, body: { text: "" } })) satisfies Handlers["extendSession"],
      // @ts-expect-error 418 is not declared
      new Refusal(418, ""),
      acknowledge satisfies Handlers["extendSession"],
    ];
    expect(examples).toBeTypeOf("function");
  });
});
