// Pure decisions of one-time codes: when a code is sent again, how long it is, and whether a try is right.
import type { Code } from './store.ts'

export const SHORT_DIGITS = 6
export const LONG_DIGITS = 10

/**
 * A day counts wrong tries from the first one, so 24 hours see at most twice as many: 30 guesses among a million codes
 * succeed with 3 in 100,000. Then codes have ten digits. So a guesser cannot lock out the holder of the phone.
 */
export const WRONG_TRIES_MAX = 15
/** Wrong tries with long codes in a day: they succeed with 1 in 100,000. */
export const LONG_WRONG_TRIES_MAX = 100_000
export const WRONG_DAY_MS = 86_400_000
/** People who ask again and again get the same code for this long. */
const SAME_CODE_MS = 15 * 60_000

type Tries = Pick<Code, 'wrong_tries' | 'wrong_since'>

/** Wrong tries that count at this time. */
export function wrongTriesAt({ wrong_tries, wrong_since }: Tries, now: Date): number {
  return now.getTime() - wrong_since.getTime() < WRONG_DAY_MS ? wrong_tries : 0
}

/** How many digits a new code has. `isStorm`: somebody guesses the codes of many phones. */
export function digitsOf(known: Tries | undefined, now: Date, isStorm: boolean): number {
  const isGuessed = known !== undefined && wrongTriesAt(known, now) >= WRONG_TRIES_MAX
  return isStorm || isGuessed ? LONG_DIGITS : SHORT_DIGITS
}

/**
 * The end of the code that is sent again; undefined when a new code is due. Another code in its place would void the
 * one that the holder is typing, and anybody may ask.
 */
export function endOfSameCode(known: Code | undefined, now: Date, life: CodeLife): Date | undefined {
  if (!known || !isOpen(known, now) || known.digits < digitsOf(known, now, life.isStorm)) return undefined
  const lifeMs = life.seconds * 1_000
  const endMs = Math.min(now.getTime() + lifeMs, known.created_at.getTime() + Math.max(SAME_CODE_MS, lifeMs))
  return endMs - now.getTime() >= lifeMs / 2 ? new Date(Math.max(endMs, known.expires_at.getTime())) : undefined
}

export interface CodeLife {
  readonly seconds: number
  readonly isStorm: boolean
}

/** Whether a code may still be tried. A short one may not while somebody guesses. */
export function isOpen(known: Code, now: Date, isStorm = false): boolean {
  if (known.used_at !== null || known.expires_at <= now) return false
  const wrongTries = wrongTriesAt(known, now)
  return known.digits === LONG_DIGITS ? wrongTries < LONG_WRONG_TRIES_MAX : wrongTries < WRONG_TRIES_MAX && !isStorm
}

/** The code after one more wrong try. */
export function withWrongTry(known: Code, now: Date): Code {
  const wrongTries = wrongTriesAt(known, now)
  return { ...known, wrong_tries: wrongTries + 1, wrong_since: wrongTries === 0 ? now : known.wrong_since }
}

/** Whether the same request uses a code again that it has used up: a client repeats what it has no answer to. */
export function isRepeatedUse(known: Code, use: string | null, now: Date): boolean {
  return use !== null && known.used_for === use && known.expires_at > now
}
