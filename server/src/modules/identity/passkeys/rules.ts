// Pure decisions of passkeys: under which name they hold, and from which pages they may come.

/** The website to which a passkey belongs: a passkey of one website cannot be used at another. */
export interface RelyingParty {
  readonly id: string
  readonly origins: readonly string[]
}

const isLocal = (name: string): boolean => name === 'localhost'
const isAddress = (name: string): boolean => /^\[|^[\d.]+$/.test(name)

/**
 * The website of a request, from the host that it names (the edge has checked this host). A name that lies below
 * another configured name shares its passkeys. Undefined for an address of digits: browsers have no passkeys there.
 */
export function findRelyingParty(host: string, hosts: readonly string[]): RelyingParty | undefined {
  const { hostname: name, origin } = new URL(`https://${host}`)
  if (isAddress(name)) return undefined
  // Only a laptop goes without TLS.
  if (isLocal(name)) return { id: name, origins: [origin, new URL(`http://${host}`).origin] }
  const above = hosts.map((one) => one.toLowerCase()).filter((one) => !isAddress(one) && name.endsWith(`.${one}`))
  const [top = name] = above.sort((one, other) => one.length - other.length)
  return { id: top, origins: [origin] }
}

/** The challenge that a browser signed; undefined when the client data is no JSON with a challenge. */
export function readSignedChallenge(clientData: string): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8')) as { challenge?: unknown }
    return typeof challenge === 'string' && challenge.length <= 100 ? challenge : undefined
  } catch {
    return undefined
  }
}

export const PASSKEYS_MAX = 20

/** EdDSA, ES256 and RS256, as COSE numbers them: what authenticators have. */
export const ALGORITHMS: readonly number[] = [-8, -7, -257]
