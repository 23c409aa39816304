// Who is signed in here: a customer with a token of ten minutes. The secret stays in memory only, and renews the token.
import { ApiProblem } from '../api/problem.ts'
import type { Operations } from '../api/schema.ts'
import { createWatched } from '../watched.ts'
import { request } from './requests.ts'

type Given = Operations['POST /v1/customers/token']['answer']

interface Token {
  readonly customerId: string
  readonly text: string
  readonly endsAtMs: number
}

export interface SignIn {
  readonly status: 'signed-out' | 'signed-in' | 'ended'
  readonly customerId?: string
}

/** The tab keeps the token over a reload. When the tab closes, the browser forgets it. */
const STORAGE_KEY = 'sehat.customer'
const EARLY_MS = 30_000
/** After so long without a press or a key, the page forgets the secret, so that the token ends. */
const IDLE_MS = 30 * 60_000

let token = readToken()
let secret: string | undefined
let usedAtMs = Date.now()

const signIn = createWatched<SignIn>(
  token ? { status: 'signed-in', customerId: token.customerId } : { status: 'signed-out' },
)
export const useSignIn = signIn.use

function readToken(): Token | undefined {
  const text = sessionStorage.getItem(STORAGE_KEY)
  const kept = text === null ? undefined : (JSON.parse(text) as Token)
  return kept && kept.endsAtMs > Date.now() ? kept : undefined
}

const leaving = new Set<() => void>()
/** Each part that keeps something of the customer says how to forget it. */
export const whenCustomerLeaves = (forget: () => void): void => void leaving.add(forget)

export async function enter(customerId: string, given: string): Promise<void> {
  const answer = (await request({
    method: 'POST',
    url: '/v1/customers/token',
    body: { 'customer-id': customerId, secret: given },
  })) as Given
  if (signIn.read().customerId !== customerId) for (const forget of leaving) forget()
  token = { customerId, text: answer['customer-token'], endsAtMs: Date.now() + answer['expires-in'] * 1_000 }
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(token))
  secret = given
  usedAtMs = Date.now()
  signIn.write({ status: 'signed-in', customerId })
}

/** After a rotation, the page goes on with the new secret. */
export function keepSecret(made: string): void {
  if (secret !== undefined) secret = made
}

export function leave(): void {
  token = undefined
  secret = undefined
  sessionStorage.removeItem(STORAGE_KEY)
  for (const forget of leaving) forget()
  signIn.write({ status: 'signed-out' })
}

/** The token ended, and no secret can renew it. The page stays, and asks for the secret again. */
function end(): void {
  const { customerId } = signIn.read()
  token = undefined
  secret = undefined
  sessionStorage.removeItem(STORAGE_KEY)
  signIn.write({ status: 'ended', ...(customerId !== undefined && { customerId }) })
}

/** A token that is still valid. Throws the problem `sign-in-needed` when the customer has to sign in again. */
export async function freshToken(isRefused = false): Promise<string> {
  if (token && !isRefused && Date.now() < token.endsAtMs - EARLY_MS) return token.text
  const known = signIn.read().customerId
  if (Date.now() - usedAtMs > IDLE_MS) secret = undefined
  if (known === undefined || secret === undefined) {
    if (token && !isRefused && Date.now() < token.endsAtMs) return token.text
    end()
    throw new ApiProblem(401, { type: '/problems/sign-in-needed' })
  }
  try {
    await enter(known, secret)
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) end()
    throw error
  }
  return (token as Token).text
}

for (const event of ['pointerdown', 'keydown']) {
  addEventListener(event, () => {
    usedAtMs = Date.now()
  })
}
