/** The user of an account, as `checkSession` shows it. */
export interface User {
  userID: string;
  alias: string;
  fullName: string;
  roles: string[];
  groups: string[];
}

/**
 * Creates the account of an email, or returns undefined for an email of the reserved domain `.invalid` (RFC 2606), which
 * has none. `ada.king+admin@example.com` is Ada King with the alias `ada.king` and the roles `user` and `admin`.
 */
export function createUser(email: string): User | undefined {
  if (email.endsWith(".invalid")) return undefined;
  const [alias = "", ...roles] = email.slice(0, email.lastIndexOf("@")).split("+");
  const words = alias.split(/[._-]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return {
    userID: crypto.randomUUID(),
    alias,
    fullName: words.join(" ").trim(),
    roles: ["user", ...roles],
    groups: ["public"],
  };
}
