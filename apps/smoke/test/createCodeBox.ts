/** Keeps the codes that a server mails in a test. */
export function createCodeBox() {
  const codes = new Map<string, string>();
  const readers = new Map<string, (code: string) => void>();
  return {
    mail({ code, verificationCodeID }: { code: string; verificationCodeID: string }): void {
      codes.set(verificationCodeID, code);
      readers.get(verificationCodeID)?.(code);
    },
    /** Resolves to the code that was mailed for this id, when the mail arrives. */
    codeFor: (verificationCodeID: string) =>
      new Promise<string>((resolve) => {
        const code = codes.get(verificationCodeID);
        if (code === undefined) readers.set(verificationCodeID, resolve);
        else resolve(code);
      }),
  };
}
