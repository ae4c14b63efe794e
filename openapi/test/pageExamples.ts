/** The example bodies on the documentation page of the API, by the schema that each must match. */
export const pageExamples: Record<string, unknown> = {
  CreateSessionRequest: {
    email: "john@doe.net",
  },
  CreatedSession: {
    bearer: "fq6JoEFTsxiXAl1cVdPDnK4emIQCwaUBfq6JoEFTsxiXAl1cVxPDnK4emIQCwaUB",
    sessionID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
    expireAt: 1674492894,
    ip: "1.1.1.1",
    userAgent:
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/51.0.2704.103 Safari/537.36",
    verificationCodeID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
  },
  CheckedSession: {
    sessionID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
    userID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
    alias: "johny",
    fullName: "John Doe",
    expireAt: 1674492894,
    ip: "1.1.1.1",
    userAgent:
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/51.0.2704.103 Safari/537.36",
    verified: true,
    roles: ["user", "admin"],
    groups: ["public"],
  },
  VerifySessionRequest: {
    verificationCodeID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
    code: "654321",
  },
  Acknowledgement: {
    message: "acknowledged",
  },
  ListedSession: {
    sessionID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
    ip: "1.1.1.1",
    userAgent:
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/51.0.2704.103 Safari/537.36",
    expireAt: 1674492894,
    current: true,
  },
  SessionList: {
    sessions: [
      {
        sessionID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
        ip: "1.1.1.1",
        userAgent:
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/51.0.2704.103 Safari/537.36",
        expireAt: 1674492894,
        current: true,
      },
      {
        sessionID: "6a2b4c5d-6e7f-8g9h-0i1j-2k3l4m5n6o7p",
        ip: "2.2.2.2",
        userAgent:
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/91.0.4472.114 Safari/537.36",
        expireAt: 1674492894,
        current: false,
      },
    ],
  },
};
