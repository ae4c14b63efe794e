/** Takes the mails of a server in a test, and hands out their codes. */
export function createCodeBox() {
  const codes = new Map<string, string>();
  const readers = new Map<string, (code: string) => void>();
  return {
    mail({ code, verificationCodeID }: { code: string; verificationCodeID: string }): void {
      codes.set(verificationCodeID, code);
      readers.get(verificationCodeID)?.(code);
    },
    /** The code that was mailed for this id. Waits for the mail. */
    codeFor: (verificationCodeID: string) =>
      new Promise<string>((resolve) => {
        const code = codes.get(verificationCodeID);
        if (code === undefined) readers.set(verificationCodeID, resolve);
        else resolve(code);
      }),
  };
}
