import { existsSync } from "node:fs";
import { normaliseEmail } from "../domain/email.ts";
import { openStore } from "../store/openStore.ts";
import type { Store } from "../store/Store.ts";
import { addUser } from "../users.ts";

export interface AccountFlags {
  alias?: string;
  "full-name"?: string;
  roles?: string;
  groups?: string;
}

type Command = (store: Store, email: string, flags: AccountFlags) => Promise<string>;

const list = (text = "") =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
const time = (milliseconds: number) => new Date(milliseconds).toISOString();

/** What operators do with accounts and their sessions, also while the server runs. Each answers what it did. */
export const accountCommands: Record<string, Command> = {
  "users add": async (store, email, { alias, "full-name": fullName, roles, groups }) => {
    const isNew = await addUser(store, { email, alias, fullName, roles: list(roles), groups: list(groups) });
    if (!isNew) throw new Error(`${email} has an account already`);
    return `added ${email}`;
  },
  "users set": async (store, email, { alias, "full-name": fullName, roles, groups }) => {
    const lists = {
      ...(roles !== undefined && { roles: list(roles) }),
      ...(groups !== undefined && { groups: list(groups) }),
    };
    const names = { ...(alias !== undefined && { alias }), ...(fullName !== undefined && { fullName }) };
    if (!(await store.updateUser(normaliseEmail(email), { ...names, ...lists })))
      throw new Error(`${email} has no account`);
    return `changed ${email}`;
  },
  "users list": async (store) => {
    const users = await store.listUsers();
    const rows = users.map(({ email, alias, roles, groups, isDisabled }) =>
      [email, alias, roles.join(","), groups.join(","), isDisabled ? "disabled" : "enabled"].join("\t"),
    );
    return rows.length > 0 ? rows.join("\n") : "there are no users: add one with session-server users add EMAIL";
  },
  "users disable": async (store, email) => {
    if (!(await store.setUserDisabled(normaliseEmail(email), true))) throw new Error(`${email} has no account`);
    return `disabled ${email} and ended all sessions`;
  },
  "users enable": async (store, email) => {
    if (!(await store.setUserDisabled(normaliseEmail(email), false))) throw new Error(`${email} has no account`);
    return `enabled ${email}`;
  },
  "sessions list": async (store, email) => {
    const { userID } = await accountOf(store, email);
    const sessions = await store.listSessions(userID, Date.now());
    const rows = sessions.map(({ sessionID, ip, userAgent, createdAt, expireAt }) =>
      [sessionID, ip, time(createdAt), time(expireAt), userAgent].join("\t"),
    );
    return rows.length > 0 ? rows.join("\n") : `${email} has no active session`;
  },
  "sessions close": async (store, email) => {
    const { userID } = await accountOf(store, email);
    return `closed ${await store.closeSessionsOf(userID)} sessions of ${email}`;
  },
};

/** Runs one of them on a database and prints what it answers. */
export async function runAccountCommand(
  name: string,
  email: string | undefined,
  database: string,
  flags: AccountFlags,
): Promise<void> {
  const command = accountCommands[name];
  if (!command) throw new Error(`unknown command: ${name}`);
  if (email === undefined && name !== "users list") throw new Error(`${name} wants an email`);
  const path = database.replace(/^sqlite:/, "");
  if (name !== "users add" && path !== ":memory:" && !existsSync(path))
    throw new Error(`there is no database ${path}: give its --database`);
  const store = openStore(database);
  try {
    console.log(await command(store, email ?? "", flags));
  } finally {
    await store.close();
  }
}

async function accountOf(store: Store, email: string) {
  const user = await store.findUser(normaliseEmail(email));
  if (!user) throw new Error(`${email} has no account`);
  return user;
}
