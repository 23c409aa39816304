// All templates of messages: their values, whether a person may stop them, and whether they wait for quiet hours.
// The texts are data: en.json and hi.json. A changed text must be registered again before it can leave by SMS (DLT).
import type { Language, Template } from '../contract.ts'
import en from './en.json' with { type: 'json' }
import hi from './hi.json' with { type: 'json' }

interface TemplateType {
  /** The names of the values in the text. No health detail: an SMS lies open on a phone that a family shares. */
  readonly params: readonly string[]
  /** Whether a person may stop these messages. */
  readonly canStop: boolean
  /** Whether the message waits for the end of a person's quiet hours. `same-day`: not if it speaks of today. */
  readonly quiet: 'waits' | 'passes' | 'same-day'
  /** For messages that protect people from others or from danger: they also go to channels not chosen. */
  readonly isSecurity?: true
  /** Set for messages that only stand in Sehat: no SMS and no mail. */
  readonly isInAppOnly?: true
}

const PLACE_AND_TIME = ['day', 'window', 'place', 'reference'] as const
const SECURITY = { params: ['day', 'time'], canStop: false, quiet: 'passes', isSecurity: true } as const

export const TEMPLATES = {
  'appointment-booked': { params: PLACE_AND_TIME, canStop: true, quiet: 'waits' },
  'appointment-moved': { params: PLACE_AND_TIME, canStop: true, quiet: 'waits' },
  'appointment-cancelled': { params: ['day', 'place'], canStop: true, quiet: 'same-day' },
  'appointment-cancelled-by-centre': { params: ['day', 'place'], canStop: false, quiet: 'same-day' },
  'appointment-reminder-day': { params: PLACE_AND_TIME, canStop: true, quiet: 'waits' },
  'appointment-reminder-hours': { params: PLACE_AND_TIME, canStop: true, quiet: 'waits' },
  'appointment-missed': { params: ['day', 'place'], canStop: true, quiet: 'waits' },
  'appointment-displaced': { params: ['day', 'place', 'untilDay', 'untilTime'], canStop: false, quiet: 'same-day' },
  'appointments-displaced': {
    params: ['count', 'day', 'place', 'untilDay', 'untilTime'],
    canStop: false,
    quiet: 'same-day',
  },
  'appointment-kept': { params: PLACE_AND_TIME, canStop: false, quiet: 'waits' },
  // Who waits has asked for it.
  'waiting-offer': {
    params: ['day', 'window', 'place', 'untilDay', 'untilTime', 'site', 'code'],
    canStop: false,
    quiet: 'waits',
  },
  'waiting-over': { params: ['place'], canStop: true, quiet: 'waits' },
  // For who sees the patients, while they work: one in a while, however many appointments of today change.
  'day-changed': { params: ['place'], canStop: true, quiet: 'passes', isInAppOnly: true },
  'next-dose-due': { params: [], canStop: true, quiet: 'waits' },
  // Nobody may stop it: whoever did not come must hear that somebody was taken in under the name.
  'walk-in-seated': { params: ['day', 'place'], canStop: false, quiet: 'passes', isSecurity: true },
  // Nobody may stop it: a family must hear at once who opened a record without having treated the patient.
  'emergency-access': { params: ['day', 'place'], canStop: false, quiet: 'passes', isSecurity: true },
  'result-ready': { params: ['place'], canStop: true, quiet: 'waits' },
  // Nobody may stop it: who has read the wrong value must hear that there is another one.
  'result-corrected': { params: ['place'], canStop: false, quiet: 'waits' },
  // Nobody may stop it: without the person the hospital cannot go on.
  'specimen-again': { params: ['place'], canStop: false, quiet: 'waits' },
  // For who ordered it: somebody may be in danger, so it takes every way, at every hour.
  'critical-result': { params: ['place', 'untilTime'], canStop: false, quiet: 'passes', isSecurity: true },
  'account-new-device': { ...SECURITY, params: ['day', 'time', 'device'] },
  'account-password': SECURITY,
  'account-phone': SECURITY,
  'account-mail': SECURITY,
  'account-sign-ins-ended': SECURITY,
  'account-role': SECURITY,
  'account-passkey': SECURITY,
  'account-second-factor': SECURITY,
  'account-second-factor-reset': SECURITY,
  'account-outside-account': SECURITY,
  'account-closing': { ...SECURITY, params: ['day'] },
  'account-kept': { ...SECURITY, params: [] },
} as const satisfies Record<Template, TemplateType>

export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as readonly Template[]

/** A template with its values: the compiler refuses values that do not belong to it. */
export type Worded = {
  [Name in Template]: {
    readonly template: Name
    readonly params: Readonly<Record<(typeof TEMPLATES)[Name]['params'][number], string>>
  }
}[Template]

export const typeOf = (template: Template): TemplateType => TEMPLATES[template]

const TEXTS: Readonly<Record<Language, Readonly<Record<Template, string>>>> = { en, hi }

const SUBJECTS = {
  appointment: { en: 'Your appointment', hi: 'आपका अपॉइंटमेंट' },
  account: { en: 'Your Sehat account', hi: 'आपका सेहत खाता' },
  record: { en: 'Your records in Sehat', hi: 'सेहत में आपके रिकॉर्ड' },
  work: { en: 'Your work in Sehat', hi: 'सेहत में आपका काम' },
} as const

export const textOf = (template: Template, language: Language): string => TEXTS[language][template]

const OF_RECORDS: readonly Template[] = ['emergency-access', 'result-ready', 'result-corrected', 'specimen-again']

/** The subject of a mail. */
export function subjectOf(template: Template, language: Language): string {
  if (template === 'critical-result') return SUBJECTS.work[language]
  if (OF_RECORDS.includes(template)) return SUBJECTS.record[language]
  return SUBJECTS[template.startsWith('account-') ? 'account' : 'appointment'][language]
}
