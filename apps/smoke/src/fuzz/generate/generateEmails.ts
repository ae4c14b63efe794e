import fc from "fast-check";

/** As long as an email may be. */
const longest = `${"x".repeat(64)}@${`${"d".repeat(60)}.`.repeat(2)}${"e".repeat(59)}.invalid`;

/** Emails in domains that cannot exist, so that no mail reaches a person. With `only`, that email alone. */
export function generateEmails(only: string | undefined): fc.Arbitrary<string> {
  if (only !== undefined) return fc.constant(only);
  const emails = fc.emailAddress().map((email) => email.replace(/@.*/, "@session-smoke.invalid"));
  return fc.oneof(emails, fc.constant(longest));
}
