import { randomUUID } from "node:crypto";
import { isEmail, normaliseEmail } from "./domain/email.ts";
import type { Store } from "./store/Store.ts";

export interface NewUser {
  email: string;
  alias?: string | undefined;
  fullName?: string | undefined;
  roles?: string[] | undefined;
  groups?: string[] | undefined;
}

/** Creates the account of an email. False if it has one. Throws an `Error` if it is no email address. */
export function addUser(store: Store, { email, alias, fullName, roles = [], groups = [] }: NewUser): Promise<boolean> {
  const mailAddress = email.trim();
  if (!isEmail(mailAddress) || mailAddress.length > 254) throw new Error("the API takes no such email address");
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
