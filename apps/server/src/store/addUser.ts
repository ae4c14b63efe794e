import { randomUUID } from "node:crypto";
import { isEmail, normaliseEmail } from "../domain/email.ts";
import type { Store } from "./Store.ts";

/** An account to add. `alias` and `fullName` are the part of the email before the @ by default. */
export interface NewUser {
  email: string;
  alias?: string | undefined;
  fullName?: string | undefined;
  roles?: string[] | undefined;
  groups?: string[] | undefined;
}

/** Creates the account of an email. False when it has one already. Throws an `Error` for an invalid email. */
export function addUser(store: Store, { email, alias, fullName, roles = [], groups = [] }: NewUser): Promise<boolean> {
  const mailAddress = email.trim();
  if (!isEmail(mailAddress) || mailAddress.length > 254) throw new Error("the API does not accept this email address");
  const name = mailAddress.slice(0, mailAddress.lastIndexOf("@"));
  return store.addUser({
    userID: randomUUID(),
    email: normaliseEmail(mailAddress),
    mailAddress,
    alias: alias ?? name,
    fullName: fullName ?? name,
    roles,
    groups,
    isDisabled: false,
  });
}
