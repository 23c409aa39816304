// Who is signed in: restored by the cookie when the page loads, and forgotten everywhere when it ends.
import { forgetToken, keepToken, refreshToken, type SignedIn, watchSignIn } from '../api/access-token.ts'
import { ask, type Request } from '../api/client.ts'
import { createWatched } from '../watched.ts'
import { type Account, isStaff, type Power, type Workplace, workplaceOf } from './account.ts'
import { forgetPerson } from './forgetting.ts'
import { forgetKept } from './kept.ts'

export type Session =
  | { readonly status: 'restoring' | 'unreachable' | 'signed-out' }
  /** `ended` is not by choice: the same person may sign in again and go on, and what was typed is still there. */
  | { readonly status: 'signed-in' | 'ended'; readonly account: Account; readonly endsAtMs: number }

// Says only that a cookie is worth trying: whoever never signed in asks the server nothing.
const STORAGE_KEY = 'sehat.signed-in'
const otherTabs = new BroadcastChannel('sehat-session')
const session = createWatched<Session>({ status: localStorage.getItem(STORAGE_KEY) ? 'restoring' : 'signed-out' })

// A tab that slept while another one signed out.
if (session.read().status === 'signed-out') forgetKept()
watchSignIn((signedIn) => (signedIn ? arrive(signedIn) : leave()))
otherTabs.onmessage = ({ data }) => {
  if (data === 'signed-out') {
    // With the token: a request that carried it and is refused would exchange the cookie, which may live on.
    forgetToken()
    forgetSession()
  } else if (data === 'switched' || session.read().status === 'ended') void refreshToken().catch(() => undefined)
}

function arrive({ account, endsInSeconds }: SignedIn): void {
  const before = session.read()
  // What was read and typed in one place is not shown in another.
  if ('account' in before && toIdentity(before.account) !== toIdentity(account)) forgetAll()
  become({ status: 'signed-in', account, endsAtMs: Date.now() + endsInSeconds * 1_000 })
}

/** Who somebody is, and where: another of both is another person to every page. */
export const toIdentity = (account: Account): string => `${account.id} ${workplaceOf(account)?.workplaceId ?? ''}`

function leave(): void {
  const before = session.read()
  if ('account' in before) become({ ...before, status: 'ended' })
  else forgetSession()
}

function become(next: Session): void {
  if (next.status === 'signed-in') localStorage.setItem(STORAGE_KEY, 'yes')
  session.write(next)
}

function forgetAll(): void {
  forgetPerson()
  forgetKept()
}

/** Nothing of a person stays: answers, drafts and the token go together. */
export function forgetSession(): void {
  localStorage.removeItem(STORAGE_KEY)
  forgetAll()
  become({ status: 'signed-out' })
}

/** Signs in by what the cookie holds, if there may be one. */
export async function restoreSession(): Promise<void> {
  const { status } = session.read()
  if (status !== 'restoring' && status !== 'unreachable') return
  become({ status: 'restoring' })
  await refreshToken().catch(() => become({ status: 'unreachable' }))
}

export async function signIn(proof: Request<'POST /v1/auth/login'>['body']): Promise<Account> {
  const account = keepToken(await ask('POST /v1/auth/login', { body: proof }))
  otherTabs.postMessage('signed-in')
  return account
}

/** Goes to another workplace, in all tabs: they share one sign-in. */
export async function goToWorkplace(workplaceId: string): Promise<void> {
  keepToken(await ask('POST /v1/auth/workplace', { body: { workplaceId } }))
  otherTabs.postMessage('switched')
}

/** When no answer comes this browser has forgotten all, but its cookie lives on: the error says so. */
export async function signOut(): Promise<void> {
  otherTabs.postMessage('signed-out')
  try {
    await ask('POST /v1/auth/logout', {})
  } finally {
    forgetToken()
    forgetSession()
  }
}

export const useSession = session.use

/** The account of whoever is signed in; for pages below /account and /staff, which others do not reach. */
export function useAccount(): Account {
  const found = useSession()
  if (!('account' in found)) throw new Error('This page is open to everybody: say in its pages.ts who may open it')
  return found.account
}

/** Where this person works now; for pages below /staff. */
export const useWorkplace = (): Workplace | undefined => workplaceOf(useAccount())

/** Whether this person may do something where they work now; what they may as a citizen does not count there. */
export function useMay(power: Power): boolean {
  return useWorkplace()?.powers.includes(power) ?? false
}

/** Where somebody begins after signing in. */
export const homeOf = (account: Account): string => (isStaff(account) ? '/staff' : '/account')

/** The sign-in page, which leads back to where one was. */
export const signInHref = (back: string): string => `/sign-in?back=${encodeURIComponent(back)}`

/** A way back that was given in the address; only within this site. */
export const safeBack = (back: string | null): string | undefined => (back && /^\/[\w-]/.test(back) ? back : undefined)
