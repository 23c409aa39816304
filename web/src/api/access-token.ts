// The access token: in memory only. It is exchanged before it ends, once for all requests that wait for it.
import { ApiProblem, NoAnswer } from './problem.ts'
import type { Operations } from './schema.ts'

type SignedIn = Operations['POST /v1/auth/login']['answer']

export type { SignedIn }
export type Account = SignedIn['account']

/** Asks the server to keep the refresh token in a cookie that no script can read. */
export const COOKIE_SESSION = { 'sehat-session': 'cookie' }

const EARLY_MS = 30_000
const TIME_LIMIT_MS = 15_000
const LOCK = 'sehat-refresh'

let token: { readonly text: string; readonly staleAtMs: number } | undefined
let refreshing: Promise<Account | undefined> | undefined
/** Counts how often somebody signed out. The answer to a request sent before that must not sign anybody in. */
let departures = 0
let onChange: (signedIn: SignedIn | undefined) => void = () => undefined

/** Functions to call when somebody signs in, or is no longer signed in. */
export function watchSignIn(listener: typeof onChange): void {
  onChange = listener
}

export function keepToken(signedIn: SignedIn): Account {
  const { accessToken, expiresInSeconds, account } = signedIn
  token = { text: accessToken, staleAtMs: performance.now() + expiresInSeconds * 1_000 - EARLY_MS }
  onChange(signedIn)
  return account
}

/** Without a connection: lets the next request fetch a token first. */
export function awaitToken(): void {
  token = { text: '', staleAtMs: 0 }
}

export function forgetToken(): void {
  departures++
  token = undefined
  onChange(undefined)
}

/** A token that is still valid. Undefined when nobody is signed in. */
export async function freshToken(): Promise<string | undefined> {
  if (token && performance.now() >= token.staleAtMs) await refreshToken()
  return token?.text
}

/** Exchanges the cookie for a new token. Undefined when the sign-in has ended. Throws when no answer came. */
export function refreshToken(): Promise<Account | undefined> {
  const before = departures
  refreshing ??= takeTurns(() => exchangeCookie(() => departures !== before)).finally(() => {
    refreshing = undefined
  })
  return refreshing
}

// A refresh token works once. All tabs share the cookie, so two exchanges at a time would look like a theft of it.
function takeTurns<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  // Without TLS a browser has no locks, except on localhost.
  return navigator.locks ? (navigator.locks.request(LOCK, work) as Promise<Answer>) : work()
}

async function exchangeCookie(hasLeft: () => boolean): Promise<Account | undefined> {
  if (hasLeft()) return undefined
  const response = await fetch('/v1/auth/refresh', {
    method: 'POST',
    headers: COOKIE_SESSION,
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  }).catch(() => {
    // The request that waits for the token was not sent.
    throw new NoAnswer(false)
  })
  if (response.ok) {
    const signedIn = (await response.json()) as SignedIn
    return hasLeft() ? undefined : keepToken(signedIn)
  }
  if (response.status >= 500 || response.status === 429) throw new ApiProblem(response.status, {})
  forgetToken()
  return undefined
}
