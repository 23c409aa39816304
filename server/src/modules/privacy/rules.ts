// Pure decisions: the words of each consent, which export answers a request, and when an account closes.
import type { Words } from '../../platform/personal.ts'
import type { Purpose } from './contract.ts'

interface PurposeText {
  readonly purpose: Purpose
  /** Raise it with the words: a yes counts for the words that the person saw. */
  readonly textVersion: string
  /** What holds as long as the person has said neither yes nor no. */
  readonly isAllowedBefore: boolean
  readonly title: Words
  readonly text: Words
}

export const PURPOSES: readonly PurposeText[] = [
  {
    purpose: 'linking',
    textVersion: '2026-11',
    isAllowedBefore: true,
    title: {
      en: 'Hospitals and other health systems may find this record',
      hi: 'अस्पताल और दूसरे स्वास्थ्य सिस्टम यह रिकॉर्ड खोज सकते हैं',
    },
    text: {
      en:
        'A hospital that treats you can link its patient to your record in Sehat. It then sees name, birth and ' +
        'gender. If you say no, Sehat ends all such links at once and makes no new ones.',
      hi:
        'जो अस्पताल आपका इलाज करता है, वह अपने मरीज़ को सेहत में आपके रिकॉर्ड से जोड़ सकता है। तब उसे नाम, जन्म और ' +
        'लिंग दिखता है। अगर आप मना करते हैं, तो सेहत ऐसे सभी जुड़ाव तुरंत खत्म करता है और नए नहीं बनाता।',
    },
  },
]

/** The current words of a purpose. */
export function textOf(purpose: Purpose): PurposeText {
  return PURPOSES.find((one) => one.purpose === purpose) as PurposeText
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** For so long an export can be fetched. */
export const EXPORT_LIFE_MS = DAY_MS

/** An export that still waits, or that was asked for within an hour, answers another request too. */
export function answersAgain(asked: { readonly status: string; readonly asked_at: Date }, now: Date): boolean {
  return asked.status === 'waiting' || now.getTime() - asked.asked_at.getTime() < HOUR_MS
}

/** The days to think: a sign-in within them keeps the account. */
export const DAYS_TO_THINK = 7

export function closesAt(now: Date, isAtOnce: boolean): Date {
  return isAtOnce ? now : new Date(now.getTime() + DAYS_TO_THINK * DAY_MS)
}
