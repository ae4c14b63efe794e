/** A code that the live server would mail. */
export interface Mail {
  /** The email of the account, as it was sent. */
  to: string;
  code: string;
  verificationCodeID: string;
}
