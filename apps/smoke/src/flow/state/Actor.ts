/** A named login of the flow. The run keeps the session that belongs to it. */
export interface Actor {
  user: "ada" | "bob" | "stranger";
  /** Names the session in a failure. */
  title: string;
}

/** The user of the account that the target names. */
export const ada = {
  first: { user: "ada", title: "the session of this run" },
  second: { user: "ada", title: "the second session" },
} satisfies Record<string, Actor>;

/** The user of the other account. */
export const bob = {
  first: { user: "bob", title: "the other user's session" },
  second: { user: "bob", title: "the other user's second session" },
} satisfies Record<string, Actor>;

/** Logs in with an email that has no account. */
export const stranger: Actor = { user: "stranger", title: "the session of an email without an account" };

export const actors: readonly Actor[] = [ada.first, ada.second, bob.first, bob.second, stranger];
