import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a code to a file with the name of its id, like a mailbox. A reader sees the whole file or none. */
export function putCode(
  folder: string,
  { code, verificationCodeID }: { code: string; verificationCodeID: string },
): void {
  const arriving = join(folder, `${verificationCodeID}.arriving`);
  writeFileSync(arriving, `Your code: ${code}\n`);
  renameSync(arriving, join(folder, verificationCodeID));
}
