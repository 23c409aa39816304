// The port to an outside identity provider: people sign in with their account there. The adapter speaks OpenID Connect.
import type { ProviderConfig } from '../config.ts'

/** What only this server and the provider know of one sign-in. */
export interface SignInChecks {
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  /** The PKCE verifier: whoever steals the code cannot exchange it. */
  readonly verifier: string
}

/** An account at the provider. Nothing else that a provider states is believed: no phone, mail or name. */
export interface OutsideSubject {
  readonly issuer: string
  readonly subject: string
}

export interface IdentityProvider {
  /** The name on the button. */
  readonly name: string
  /** The address at the provider to which the browser goes. Throws `ProviderDown`. */
  begin(checks: SignInChecks): Promise<URL>
  /** Exchanges the answer of the provider. Throws `ProviderDown`, or another error when anything in it is wrong. */
  finish(answer: URL, checks: SignInChecks): Promise<OutsideSubject>
}

/** The provider cannot be reached, or answers with errors of its own. */
export class ProviderDown extends Error {}

const TIMEOUT_SECONDS = 8
/** Clocks of two servers differ by some seconds. */
const CLOCK_TOLERANCE_SECONDS = 30

const load = () => import('openid-client')
type Library = Awaited<ReturnType<typeof load>>
type Known = Awaited<ReturnType<Library['discovery']>>

/** Loads the library and reads the provider's own description at the first sign-in, and again after a failure. */
export function openIdProvider({ issuer, clientId, clientSecret, name }: ProviderConfig): IdentityProvider {
  let known: Promise<Known> | undefined
  const discover = async (): Promise<Known> => {
    const client = await load()
    const isPlain = new URL(issuer).protocol === 'http:'
    // The signature is checked too, although TLS protects the answer: the key then decides, and not only the network.
    const execute = [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])]
    const own = { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS }
    return client.discovery(new URL(issuer), clientId, own, undefined, { execute, timeout: TIMEOUT_SECONDS })
  }
  const find = (): Promise<Known> => {
    known ??= discover().catch((error: Error) => {
      known = undefined
      throw new ProviderDown(error.message)
    })
    return known
  }
  return {
    name,
    async begin({ redirectUri, state, nonce, verifier }) {
      const [client, config] = [await load(), await find()]
      return client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    },
    async finish(answer, { state, nonce, verifier }) {
      const [client, config] = [await load(), await find()]
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      const tokens = await client.authorizationCodeGrant(config, answer, checks).catch((error: unknown) => {
        throw isOfNetwork(error) ? new ProviderDown((error as Error).message) : error
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('the provider gave no ID token')
      return { issuer: claims.iss, subject: claims.sub }
    },
  }
}

/** The library wraps what `fetch` throws, and keeps an answer with a status of 500 or more as the cause. */
function isOfNetwork(error: unknown): boolean {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: unknown }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'OAUTH_TIMEOUT') return true
  if (cause instanceof Response) return cause.status >= 500
  return error instanceof TypeError && /fetch/.test(error.message) ? true : cause !== undefined && isOfNetwork(cause)
}
