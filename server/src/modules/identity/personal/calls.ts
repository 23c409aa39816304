// Answers what Sehat asks about an account for its holder: everything that is kept, and its closing.
import { closePersonOf, type ExportSection, exportPersonOf, type Words } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { findAccount } from '../accounts/store.ts'
import { type AccountId, beginClosing, checkSignIn, endClosing } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'
import { listSessions } from '../tokens/store.ts'
import { listAppointments } from '../workplaces/store.ts'
import * as closing from './closing.ts'
import { listDevices, listOffersTo } from './store.ts'

export const personalAnswers = (context: IdentityContext): CallAnswer[] => [
  answerTo(checkSignIn, async ({ sessionId }) => {
    await closing.requireFresh(context, sessionId)
    return {}
  }),
  answerTo(beginClosing, async (asked) => {
    await closing.beginClosing(context, asked)
    return {}
  }),
  answerTo(endClosing, async ({ accountId }) => ({ state: await closing.endClosing(context, accountId) })),
  answerTo(exportPersonOf('identity'), async ({ accountId }) => ({
    sections: await exportAccount(context, accountId),
  })),
  // The end came with `end-closing`, which decides whether the account closes at all.
  answerTo(closePersonOf('identity'), async ({ accountId, stage }) => {
    if (stage === 'end') await closing.endClosing(context, accountId)
    return {}
  }),
]

const T: Readonly<Record<string, Words>> = {
  account: { en: 'Your account', hi: 'आपका खाता' },
  signIns: { en: 'Sign-ins', hi: 'साइन इन' },
  devices: { en: 'Devices', hi: 'डिवाइस' },
  workplaces: { en: 'Workplaces', hi: 'काम की जगहें' },
  offers: { en: 'Offers of work', hi: 'काम के प्रस्ताव' },
}
const NAMES: Readonly<Record<string, Words>> = {
  name: { en: 'Name', hi: 'नाम' },
  phone: { en: 'Phone', hi: 'फ़ोन' },
  since: { en: 'Since', hi: 'कब से' },
  until: { en: 'Until', hi: 'कब तक' },
  hasPassword: { en: 'Has a password', hi: 'पासवर्ड है' },
  device: { en: 'Device', hi: 'डिवाइस' },
  lastUsedAt: { en: 'Last used', hi: 'आख़िरी बार इस्तेमाल' },
  place: { en: 'Place', hi: 'जगह' },
  roles: { en: 'Roles', hi: 'भूमिकाएँ' },
  answer: { en: 'Answer', hi: 'जवाब' },
}

const toSection = (kind: keyof typeof T, fields: readonly string[], rows: ExportSection['rows']): ExportSection => ({
  kind,
  title: T[kind] as Words,
  fields: fields.map((field) => ({ field, title: NAMES[field] as Words })),
  rows,
})

const toText = (at: Date | null): string | null => at?.toISOString() ?? null

async function exportAccount(context: IdentityContext, accountId: AccountId): Promise<ExportSection[]> {
  const { db, clock, keys } = context
  const account = await findAccount(db, accountId)
  if (!account) return []
  const sessions = await listSessions(db, accountId, clock.now())
  const devices = await listDevices(db, accountId)
  const workplaces = await listAppointments(db, accountId)
  const offers = await listOffersTo(db, keys.hash('phone', account.phone))
  return [
    toSection(
      'account',
      ['name', 'phone', 'since', 'hasPassword'],
      [
        {
          ...{ name: account.name, phone: account.phone, since: toText(account.created_at) },
          hasPassword: account.password_hash !== null,
        },
      ],
    ),
    toSection(
      'signIns',
      ['device', 'since', 'lastUsedAt'],
      sessions.map((one) => ({
        ...{ device: one.device_name, since: toText(one.created_at), lastUsedAt: toText(one.refreshed_at) },
      })),
    ),
    toSection(
      'devices',
      ['device', 'since', 'lastUsedAt'],
      devices.map((one) => ({
        ...{ device: one.name, since: toText(one.first_used_at), lastUsedAt: toText(one.last_used_at) },
      })),
    ),
    toSection(
      'workplaces',
      ['place', 'roles', 'since', 'until'],
      workplaces.map((one) => ({
        ...{ place: one.place_name, roles: one.roles.join(', '), since: toText(one.since), until: toText(one.until) },
      })),
    ),
    toSection(
      'offers',
      ['place', 'roles', 'since', 'answer'],
      offers.map((one) => ({
        ...{ place: one.place_name, roles: one.roles.join(', '), since: toText(one.offered_at), answer: one.ended_as },
      })),
    ),
  ]
}
