// Sends requests to the server: typed by the contracts, with the token, and honest about an unknown outcome.
import { currentLanguage } from '../i18n/language.ts'
import { COOKIE_SESSION, freshToken, refreshToken } from './access-token.ts'
import { ApiProblem, isProblem, NoAnswer } from './problem.ts'
import type { Operations } from './schema.ts'

export type OperationName = keyof Operations
export type Answer<Name extends OperationName> = Operations[Name]['answer']
export type Request<Name extends OperationName> = Omit<Operations[Name], 'answer'>

/** The page of a customer has its own client (src/customer/asking.ts), with another token. */
export type CustomerOperation = Extract<OperationName, `${string} /v1/customers/me${string}`>
export type Reading = Exclude<Extract<OperationName, `GET ${string}`>, CustomerOperation>
export type Writing = Exclude<OperationName, Reading | CustomerOperation>

interface Page {
  readonly items: readonly unknown[]
  readonly nextCursor?: string
}

/** The operations that answer with one page of a list, and the type of the rows. */
export type Listing = {
  [Name in Reading]: Answer<Name> extends Page ? Name : never
}[Reading]
export type ListItem<Name extends Listing> =
  Answer<Name> extends { readonly items: readonly (infer Each)[] } ? Each : never

export interface Asking {
  /** The Idempotency-Key of a write. Without it each call gets a new one. */
  readonly key?: string
  readonly signal?: AbortSignal
}

/** A call may leave out the request when the operation needs none. */
export type Rest<Name extends OperationName> =
  Record<never, never> extends Request<Name> ? [request?: Request<Name>] : [request: Request<Name>]

export interface Sent {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /** The ETag of the version that was read. With it the server does not overwrite somebody else's change. */
  readonly ifMatch?: string
}

const TIME_LIMIT_MS = 15_000
const WAITS_MS = [500, 2_000]
const RETRY_AFTER_MAX_SECONDS = 5

/** Gives one answer, or throws ApiProblem or NoAnswer. Repeats what is safe to repeat when the connection fails. */
export async function ask<Name extends OperationName>(
  name: Name,
  request: Request<Name> & Asking,
): Promise<Answer<Name>> {
  const [method, pattern] = name.split(' ') as [string, string]
  const isRepeatable = method === 'GET' || (method === 'POST' && !pattern.startsWith('/v1/auth/'))
  return (await askPatiently(toAttempt(method, pattern, isRepeatable, request), isRepeatable)) as Answer<Name>
}

function toAttempt(method: string, pattern: string, isRepeatable: boolean, request: Sent & Asking): Attempt {
  const { key, signal, body, ifMatch, ...sent } = request
  const url = toUrl(pattern, sent)
  return { method, url, body, ifMatch, key: method === 'POST' && isRepeatable ? (key ?? newKey()) : undefined, signal }
}

async function askPatiently(attempt: Attempt, isRepeatable: boolean): Promise<unknown> {
  let mayBeDone = false
  for (let nth = 0; ; nth++) {
    try {
      return await askSignedIn(attempt)
    } catch (error) {
      mayBeDone ||= attempt.method !== 'GET' && leavesUnknown(error)
      const waitMs = isRepeatable && !attempt.signal?.aborted ? waitBefore(error, nth) : undefined
      // The connection may be down now, although the first try arrived.
      if (waitMs === undefined) throw error instanceof NoAnswer ? new NoAnswer(mayBeDone) : error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}

/** Random and long, so that no two people ever have the same key. */
export function newKey(): string {
  // A page without TLS does not have randomUUID.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function toUrl(pattern: string, { path = {}, query = {} }: Sent): string {
  const url = pattern.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(path[name] as string))
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? url : `${url}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/** Whether the server may have done the work although the request failed. */
export const leavesUnknown = (error: unknown): boolean =>
  error instanceof NoAnswer ? error.mayBeDone : error instanceof ApiProblem && error.status >= 500

/** How long to wait before the next try. Undefined when another try is useless. */
function waitBefore(error: unknown, nth: number): number | undefined {
  const waitMs = WAITS_MS[nth]
  if (waitMs === undefined || !(error instanceof NoAnswer || error instanceof ApiProblem)) return undefined
  if (error instanceof NoAnswer) return navigator.onLine ? waitMs : undefined
  if (error.status < 500 && error.slug !== 'request-in-progress') return undefined
  const asked = error.retryAfterSeconds ?? 0
  return asked > RETRY_AFTER_MAX_SECONDS ? undefined : Math.max(waitMs, asked * 1_000)
}

interface Attempt {
  readonly method: string
  readonly url: string
  readonly body: unknown
  readonly key: string | undefined
  readonly ifMatch: string | undefined
  readonly signal: AbortSignal | undefined
}

async function askSignedIn(attempt: Attempt): Promise<unknown> {
  const token = await freshToken()
  try {
    return await askOnce(attempt, token)
  } catch (error) {
    if (token === undefined || !isProblem(error, 'sign-in-needed')) throw error
    // The token may end early, for example because roles changed. One exchange shows whether the sign-in has ended too.
    if (!(await refreshToken())) throw error
    return askOnce(attempt, await freshToken())
  }
}

async function askOnce(attempt: Attempt, token: string | undefined): Promise<unknown> {
  const { method, url, body, signal } = attempt
  if (!navigator.onLine) throw new NoAnswer(false)
  const limit = AbortSignal.timeout(TIME_LIMIT_MS)
  try {
    const response = await fetch(url, {
      method,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: headersOf(attempt, token),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return await readAnswer(response)
  } catch (error) {
    if (error instanceof ApiProblem || signal?.aborted) throw error
    throw new NoAnswer(method !== 'GET')
  }
}

const headersOf = ({ url, body, key, ifMatch }: Attempt, token: string | undefined): Record<string, string> => ({
  'accept-language': currentLanguage(),
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
  ...(key !== undefined && { 'idempotency-key': key }),
  ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...(url.startsWith('/v1/auth/') && COOKIE_SESSION),
})

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!response.ok) throw toProblem(response, text)
  if (isJson(response)) return JSON.parse(text)
  return text === '' ? null : text
}

const isJson = (response: Response): boolean => /json/.test(response.headers.get('content-type') ?? '')

export function toProblem(response: Response, text: string): ApiProblem {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiProblem(
    response.status,
    isJson(response) ? JSON.parse(text) : {},
    Number.isNaN(seconds) ? undefined : seconds,
  )
}
