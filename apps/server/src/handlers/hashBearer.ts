import { hash } from "node:crypto";

/** Only the hash is stored, so a leaked table opens no session. The bearer is random, so the hash needs no salt. */
export function hashBearer(bearer: string): Buffer {
  return hash("sha256", bearer, "buffer");
}
