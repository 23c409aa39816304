// Who is signed in: restored from the cookie when the page loads, and forgotten everywhere when the sign-in ends.
import { awaitToken, forgetToken, keepToken, refreshToken, type SignedIn, watchSignIn } from '../api/access-token.ts'
import { ask, type Request } from '../api/client.ts'
import { createWatched } from '../watched.ts'
import { type Account, isStaff, type Power, type Workplace, workplaceOf } from './account.ts'
import { forgetPerson } from './forgetting.ts'
import { forgetKept, forgetOffline } from './kept.ts'

export type Session =
  | { readonly status: 'restoring' | 'unreachable' | 'signed-out' }
  /**
   * `ended`: not the person's choice. The same person may sign in again and continue, and what was typed is still
   * there. `offline`: opened from what this device keeps, because no answer came. Any answer ends this state.
   */
  | { readonly status: 'signed-in' | 'ended' | 'offline'; readonly account: Account; readonly endsAtMs: number }

// Says that a cookie may exist, and of whom. The app of a person who never signed in asks the server nothing. Code that
// keeps something on the device looks here first: another tab may have signed out a moment ago.
const STORAGE_KEY = 'sehat.signed-in'
/** On a bad line, whoever has something kept on this device does not wait longer for an answer. */
const SLOW_MS = 4_000
const otherTabs = new BroadcastChannel('sehat-session')
const session = createWatched<Session>({ status: localStorage.getItem(STORAGE_KEY) ? 'restoring' : 'signed-out' })

// Another tab may have signed out while this tab slept. What a visitor has entered to register stays.
if (session.read().status === 'signed-out') {
  forgetKept('ofPerson')
  forgetOffline()
}
let isLeaving = false
watchSignIn((signedIn) => (signedIn ? arrive(signedIn) : leave()))
otherTabs.onmessage = ({ data }) => {
  if (data === 'signed-out') {
    // Forget the token as well: a refused request with it would exchange the cookie, which may still be valid.
    forgetToken()
    forgetSession()
  } else if (data === 'switched' || session.read().status === 'ended') void refreshToken().catch(() => undefined)
}

function arrive({ account, endsInSeconds }: SignedIn): void {
  const before = session.read()
  // Without the second factor the person is not back yet: what was typed stays until then.
  if (account.secondFactor !== undefined && before.status === 'ended' && account.id === before.account.id) return
  // What was read and typed at one workplace must not be shown at another. The mark remembers a person whose sign-in
  // this tab has never restored.
  const identity = toIdentity(account)
  const known = 'account' in before ? toIdentity(before.account) : identity
  if (known !== identity || (signedInHere() ?? identity) !== identity) forgetAll()
  become({ status: 'signed-in', account, endsAtMs: Date.now() + endsInSeconds * 1_000 })
}

/** Who the person is, and at which workplace. If either differs, pages treat the person as another one. */
export const toIdentity = (account: Account): string => `${account.id} ${workplaceOf(account)?.workplaceId ?? ''}`

function leave(): void {
  const before = session.read()
  if (before.status === 'signed-in' || before.status === 'ended') {
    // Somebody else may have ended the sign-in, because the phone is lost.
    forgetDevice()
    become({ ...before, status: 'ended' })
  } else forgetSession()
}

function become(next: Session): void {
  if (next.status === 'signed-in' && !isLeaving) localStorage.setItem(STORAGE_KEY, toIdentity(next.account))
  session.write(next)
}

/** Whose sign-in this browser has, as `toIdentity` writes it. Null when nobody is signed in. */
export const signedInHere = (): string | null => localStorage.getItem(STORAGE_KEY)

/** Forgets what outlasts this tab. */
function forgetDevice(): void {
  localStorage.removeItem(STORAGE_KEY)
  forgetOffline()
}

function forgetAll(): void {
  forgetPerson()
  forgetKept()
  forgetOffline()
}

/** Forgets everything of a person: answers, drafts and the token together. */
export function forgetSession(): void {
  localStorage.removeItem(STORAGE_KEY)
  forgetAll()
  become({ status: 'signed-out' })
}

/** Signs in with the cookie, if there may be one. Without an answer, opens what this device keeps of the person. */
export async function restoreSession(): Promise<void> {
  const { status } = session.read()
  if (status !== 'restoring' && status !== 'unreachable') return
  become({ status: 'restoring' })
  const slow = setTimeout(openOffline, SLOW_MS, 'restoring')
  await refreshToken().catch(() => openOffline('unreachable'))
  clearTimeout(slow)
}

/** `otherwise`: the status when this device keeps nothing. */
async function openOffline(otherwise: 'restoring' | 'unreachable'): Promise<void> {
  const opening = await import('../offline/opening.ts').catch(() => undefined)
  if (session.read().status !== 'restoring') return
  const kept = opening?.openKept(signedInHere())
  // The next request fetches a token, and so finds out whether the sign-in still holds.
  if (kept) awaitToken()
  become(kept ? { ...kept, status: 'offline' } : { status: otherwise })
}

export async function signIn(proof: Request<'POST /v1/auth/login'>['body']): Promise<Account> {
  return keepSignIn(await ask('POST /v1/auth/login', { body: proof }))
}

/** Takes the answer to a sign-in of any kind. */
export function keepSignIn(signedIn: SignedIn): Account {
  const account = keepToken(signedIn)
  otherTabs.postMessage('signed-in')
  return account
}

/** Takes the answer to the second factor, for all tabs: they share one sign-in. */
export function keepFactor(given: SignedIn): Account {
  const account = keepToken(given)
  otherTabs.postMessage('switched')
  return account
}

/** Gets tokens with what has changed on the server, for all tabs. */
export async function renewTokens(): Promise<void> {
  await refreshToken()
  otherTabs.postMessage('switched')
}

/** Changes the workplace in all tabs, because they share one sign-in. */
export async function goToWorkplace(workplaceId: string): Promise<void> {
  keepToken(await ask('POST /v1/auth/workplace', { body: { workplaceId } }))
  otherTabs.postMessage('switched')
}

/** Throws when no answer came: then this browser has forgotten everything, but its cookie is still valid. */
export async function signOut(): Promise<void> {
  otherTabs.postMessage('signed-out')
  // At once: on a bad line the person may close the page before an answer comes.
  isLeaving = true
  forgetDevice()
  try {
    await ask('POST /v1/auth/logout', {})
  } finally {
    isLeaving = false
    forgetToken()
    forgetSession()
  }
}

/** Ends all sign-ins of the account, also this one. */
export async function signOutEverywhere(): Promise<void> {
  await ask('DELETE /v1/me/sign-ins', {})
  forgetEverywhere()
}

/** Forgets the person in all tabs, when the server has ended the sign-ins. */
export function forgetEverywhere(): void {
  otherTabs.postMessage('signed-out')
  forgetToken()
  forgetSession()
}

export const useSession = session.use

/** The account of the person who is signed in. For pages below /account and /staff, which nobody else can open. */
export function useAccount(): Account {
  const found = useSession()
  if (!('account' in found)) throw new Error('This page is open to everybody: say in its pages.ts who may open it')
  return found.account
}

/** Where this person works now. For pages below /staff. */
export const useWorkplace = (): Workplace | undefined => workplaceOf(useAccount())

/** Whether this person has a power at the current workplace. The powers of a citizen do not count there. */
export function useMay(power: Power): boolean {
  return useWorkplace()?.powers.includes(power) ?? false
}

/** The page where somebody begins after signing in. */
export function homeOf(account: Account): string {
  if (isStaff(account)) return '/staff'
  // Somebody to whom a role is offered may be neither staff nor a citizen yet.
  return account.patientId === undefined ? '/account/offers' : '/account'
}

/** The page after signing in: the second factor, if one of the person's roles needs it, or the page of before. */
export function pageAfterSignIn(account: Account, back: string | undefined): string {
  return account.secondFactor === undefined ? (back ?? homeOf(account)) : secondFactorHref(back)
}

export const secondFactorHref = (back: string | undefined): string =>
  back === undefined ? SECOND_FACTOR : `${SECOND_FACTOR}?back=${encodeURIComponent(back)}`

const SECOND_FACTOR = '/sign-in/second-factor'

/** The sign-in page, which leads back to the page where the person was. */
export const signInHref = (back: string): string => `/sign-in?back=${encodeURIComponent(back)}`

/** The page to return to, as given in the address. Only pages of this site are allowed. */
export const safeBack = (back: string | null): string | undefined => (back && /^\/[\w-]/.test(back) ? back : undefined)
