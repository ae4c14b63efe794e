import type { Actor } from "../state/Actor.ts";
import type { Flow } from "../state/Flow.ts";

const changeDigit = (digit: string) => (digit === "0" ? "1" : "0");

/** Wrong codes that are nearly right, by how they differ from the right one. */
const wrongCodes = {
  "a wrong first digit": (code: string) => code.replace(/^./, changeDigit),
  "a wrong last digit": (code: string) => code.replace(/.$/, changeDigit),
  "one more digit": (code: string) => `${code}0`,
  "a zero before it": (code: string) => `0${code}`,
  empty: () => "",
};

/** A code to send: the session's own, another session's, a wrong one, or any one for a session without a code. */
export type CodeChoice = "own" | "any" | keyof typeof wrongCodes | Actor;

/** Resolves to the code to send for the session of an actor. */
export async function chooseCode(flow: Flow, actor: Actor, choice: CodeChoice): Promise<string> {
  if (choice === "any") return "012345";
  const own = await flow.readCode(actor);
  if (choice === "own") return own;
  const other = typeof choice === "object" ? await flow.readCode(choice) : own;
  // By chance, two sessions may have the same code.
  if (other !== own) return other;
  const wrong = wrongCodes[typeof choice === "object" ? "a wrong last digit" : choice](own);
  flow.redactor.addSecret(wrong);
  return wrong;
}
