const trust = "give a PEM file with the certificate to trust in NODE_EXTRA_CA_CERTS, or set NODE_USE_SYSTEM_CA=1";

const explanations: [codes: RegExp, explanation: string][] = [
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    `its certificate is signed by an unknown issuer: ${trust}`,
  ],
  [
    /^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)$/,
    `its certificate has no chain to a known issuer: let the server send the certificates between them too, or ${trust}`,
  ],
  [/^CERT_HAS_EXPIRED$/, "its certificate has expired: renew it, or correct the clock of this machine"],
  [/^CERT_NOT_YET_VALID$/, "its certificate is not valid yet: correct the clock of this machine"],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "its certificate is for another name: write the host in the URL as the certificate does",
  ],
  [
    /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG))$/,
    "it does not speak TLS as this program does: check whether the URL must begin with http://",
  ],
];

/** Explains by the error's code why TLS failed, and says how to fix it. Undefined for any other code. */
export function explainTls(code: string): string | undefined {
  const explanation = explanations.find(([codes]) => codes.test(code))?.[1];
  return explanation && `${explanation} (${code})`;
}
