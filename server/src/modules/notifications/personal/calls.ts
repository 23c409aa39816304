// Answers what Sehat asks about the messages of a person: everything that is kept, and its end with the account.
import { closePersonOf, type ExportSection, exportPersonOf, toCell } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { accountClosed } from '../../identity/contract.ts'
import { patientClosed } from '../../patients/contract.ts'
import type { Language } from '../contract.ts'
import type { Wishes } from '../notices/rules.ts'
import { toClockHours } from '../preferences/rules.ts'
import { getWishes } from '../preferences/store.ts'
import type { NotificationsContext } from '../tables.ts'
import { render } from '../templates/rules.ts'
import { subjectOf } from '../templates/templates.ts'
import { erasePerson, listMessages, listSentTries } from './store.ts'

export const personalAnswers = ({ pool }: NotificationsContext): CallAnswer[] => [
  answerTo(exportPersonOf('notifications'), async ({ accountId, patientIds }) => {
    const wishes = await getWishes(pool, accountId)
    const messages = await exportMessages(pool, accountId, wishes.language)
    const tries = await exportTries(pool, [accountId, ...patientIds], wishes.language)
    return { sections: [messages, tries, toWishes(wishes)] }
  }),
  answerTo(closePersonOf('notifications'), async ({ accountId, patientIds, stage }) => {
    if (stage === 'end') await erasePerson(pool, { accountId, patientIds })
    return {}
  }),
]

/** A message may have been on its way when the account closed. The events say so afterwards. */
export const personalSubscriptions = ({ pool }: NotificationsContext): Subscription[] => [
  on(accountClosed, ({ body: { accountId } }) => erasePerson(pool, { accountId })),
  on(patientClosed, ({ body: { patientId } }) => erasePerson(pool, { patientIds: [patientId] })),
]

type Pool = NotificationsContext['pool']

const AT = { field: 'at', title: { en: 'Time', hi: 'समय' } }

async function exportMessages(pool: Pool, accountId: string, language: Language): Promise<ExportSection> {
  return {
    kind: 'messages',
    title: { en: 'Messages', hi: 'संदेश' },
    fields: [
      AT,
      { field: 'text', title: { en: 'Text', hi: 'संदेश' } },
      { field: 'readAt', title: { en: 'Read', hi: 'कब पढ़ा' } },
    ],
    rows: (await listMessages(pool, accountId)).map(({ template, params, sent_at, read_at }) => ({
      ...{ at: sent_at.toISOString(), text: render(template, params, language).text },
      readAt: toCell(read_at),
    })),
  }
}

async function exportTries(pool: Pool, recipients: readonly string[], language: Language): Promise<ExportSection> {
  return {
    kind: 'deliveries',
    title: { en: 'How messages were sent', hi: 'संदेश कैसे भेजे गए' },
    fields: [
      AT,
      { field: 'about', title: { en: 'About', hi: 'किस बारे में' } },
      { field: 'channel', title: { en: 'Way', hi: 'तरीका' } },
      { field: 'last4', title: { en: 'Phone, last four digits', hi: 'फ़ोन, आख़िरी चार अंक' } },
      { field: 'status', title: { en: 'State', hi: 'स्थिति' } },
    ],
    rows: (await listSentTries(pool, recipients)).map(({ at, template, channel, to_last4: last4, status }) => ({
      ...{ at: at.toISOString(), about: subjectOf(template, language), channel, last4, status },
    })),
  }
}

function toWishes({ language, channels, quiet, stopped }: Wishes): ExportSection {
  const hours = toClockHours(quiet)
  return {
    kind: 'wishes',
    title: { en: 'Which messages you want', hi: 'आपको कौन से संदेश चाहिए' },
    fields: [
      { field: 'language', title: { en: 'Language', hi: 'भाषा' } },
      { field: 'channels', title: { en: 'Ways', hi: 'तरीके' } },
      { field: 'quiet', title: { en: 'Quiet hours', hi: 'शांत समय' } },
      { field: 'stopped', title: { en: 'Not wanted', hi: 'नहीं चाहिए' } },
    ],
    rows: [
      {
        ...{ language, channels: channels.join(', '), stopped: stopped.join(', ') },
        quiet: hours && `${hours.from}-${hours.until}`,
      },
    ],
  }
}
