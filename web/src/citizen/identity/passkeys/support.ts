// Whether passkeys work here. Pages ask it before they load anything of passkeys.

/** Whether this browser has passkeys under this address: it needs TLS or localhost, and a name. */
export const hasPasskeys = (): boolean =>
  'PublicKeyCredential' in window && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)
