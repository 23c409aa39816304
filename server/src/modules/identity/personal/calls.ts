// Answers what Sehat asks about an account for its holder: everything that is kept, and its closing.
import {
  closePersonOf,
  type ExportSection,
  exportPersonOf,
  headingsFrom,
  toCell,
  type Words,
} from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { findAccount } from '../accounts/store.ts'
import { type AccountId, beginClosing, checkSignIn, endClosing } from '../contract.ts'
import { findTotp } from '../factors/store.ts'
import { listPasskeys } from '../passkeys/store.ts'
import { listOutsideAccounts } from '../provider/store.ts'
import type { Account, IdentityContext } from '../tables.ts'
import { requireFreshSignIn } from '../tokens/freshness.ts'
import { listSessions } from '../tokens/store.ts'
import { listAppointments } from '../workplaces/store.ts'
import * as closing from './closing.ts'
import { listDevices, listOffersTo, listRecoveryCodes } from './store.ts'

export const personalAnswers = (context: IdentityContext): CallAnswer[] => [
  answerTo(checkSignIn, async ({ sessionId }) => {
    await requireFreshSignIn(context, { sessionId })
    return {}
  }),
  answerTo(beginClosing, async (asked) => {
    await closing.beginClosing(context, asked)
    return {}
  }),
  answerTo(endClosing, async (asked) => ({ state: await closing.endClosing(context, asked) })),
  answerTo(exportPersonOf('identity'), async ({ accountId }) => ({
    sections: await exportAccount(context, accountId),
  })),
  // The end came with `end-closing`, which decides whether the account closes at all.
  answerTo(closePersonOf('identity'), async ({ accountId, requestId, stage }) => {
    if (stage === 'end') await closing.endClosing(context, { accountId, requestId, isTold: true })
    return {}
  }),
]

interface Part {
  readonly kind: string
  readonly title: Words
  readonly fields: readonly (keyof typeof NAMES)[]
  readonly rows: (context: IdentityContext, account: Account) => Promise<ExportSection['rows']>
}

const NAMES = {
  name: { en: 'Name', hi: 'नाम' },
  phone: { en: 'Phone', hi: 'फ़ोन' },
  mail: { en: 'Mail', hi: 'ईमेल' },
  since: { en: 'Since', hi: 'कब से' },
  until: { en: 'Until', hi: 'कब तक' },
  hasPassword: { en: 'Has a password', hi: 'पासवर्ड है' },
  device: { en: 'Device', hi: 'डिवाइस' },
  lastUsedAt: { en: 'Last used', hi: 'आख़िरी बार इस्तेमाल' },
  usedAt: { en: 'Used', hi: 'कब इस्तेमाल हुआ' },
  issuer: { en: 'With', hi: 'किसके पास' },
  place: { en: 'Place', hi: 'जगह' },
  roles: { en: 'Roles', hi: 'भूमिकाएँ' },
  answer: { en: 'Answer', hi: 'जवाब' },
} as const satisfies Readonly<Record<string, Words>>

const headings = headingsFrom(NAMES)

/** What identity gives out of an account. Secrets and keyed hashes stay: they say nothing about the person. */
const PARTS: readonly Part[] = [
  {
    kind: 'account',
    title: { en: 'Your account', hi: 'आपका खाता' },
    fields: ['name', 'phone', 'mail', 'since', 'hasPassword'],
    rows: async (_, { name, phone, mail, created_at, password_hash }) => [
      { name, phone, mail, since: toCell(created_at), hasPassword: password_hash !== null },
    ],
  },
  {
    kind: 'signIns',
    title: { en: 'Sign-ins', hi: 'साइन इन' },
    fields: ['device', 'since', 'lastUsedAt'],
    rows: async ({ db, clock }, { id }) =>
      (await listSessions(db, id, clock.now())).map((one) => ({
        ...{ device: one.device_name, since: toCell(one.created_at), lastUsedAt: toCell(one.refreshed_at) },
      })),
  },
  {
    kind: 'devices',
    title: { en: 'Devices', hi: 'डिवाइस' },
    fields: ['device', 'since', 'lastUsedAt'],
    rows: async ({ db }, { id }) =>
      (await listDevices(db, id)).map((one) => ({
        ...{ device: one.name, since: toCell(one.first_used_at), lastUsedAt: toCell(one.last_used_at) },
      })),
  },
  {
    kind: 'passkeys',
    title: { en: 'Passkeys', hi: 'पासकी' },
    fields: ['device', 'since', 'lastUsedAt'],
    rows: async ({ db }, { id }) =>
      (await listPasskeys(db, id)).map((one) => ({
        ...{ device: one.device_name, since: toCell(one.created_at), lastUsedAt: toCell(one.last_used_at) },
      })),
  },
  {
    kind: 'authenticator',
    title: { en: 'Authenticator app', hi: 'ऑथेंटिकेटर ऐप' },
    fields: ['since'],
    rows: async ({ db }, { id }) => {
      const totp = await findTotp(db, id)
      return totp ? [{ since: toCell(totp.activated_at) }] : []
    },
  },
  {
    kind: 'recoveryCodes',
    title: { en: 'Recovery codes, without the codes', hi: 'रिकवरी कोड, बिना कोड दिखाए' },
    fields: ['since', 'usedAt'],
    rows: async ({ db }, { id }) =>
      (await listRecoveryCodes(db, id)).map((one) => ({ since: toCell(one.created_at), usedAt: toCell(one.used_at) })),
  },
  {
    kind: 'outsideAccounts',
    title: { en: 'Connected outside accounts', hi: 'जुड़े बाहरी खाते' },
    fields: ['issuer', 'since'],
    rows: async ({ db }, { id }) =>
      (await listOutsideAccounts(db, id)).map((one) => ({ issuer: one.issuer, since: toCell(one.bound_at) })),
  },
  {
    kind: 'workplaces',
    title: { en: 'Workplaces', hi: 'काम की जगहें' },
    fields: ['place', 'roles', 'since', 'until'],
    rows: async ({ db }, { id }) =>
      (await listAppointments(db, id)).map((one) => ({
        ...{ place: one.place_name, roles: one.roles.join(', '), since: toCell(one.since), until: toCell(one.until) },
      })),
  },
  {
    kind: 'offers',
    title: { en: 'Offers of work', hi: 'काम के प्रस्ताव' },
    fields: ['name', 'place', 'roles', 'since', 'answer'],
    rows: async ({ db, keys }, { phone }) =>
      (await listOffersTo(db, keys.hash('phone', phone))).map((one) => ({
        ...{ name: one.name, place: one.place_name, roles: one.roles.join(', '), since: toCell(one.offered_at) },
        answer: one.ended_as,
      })),
  },
]

async function exportAccount(context: IdentityContext, accountId: AccountId): Promise<ExportSection[]> {
  const account = await findAccount(context.db, accountId)
  if (!account) return []
  return Promise.all(
    PARTS.map(async ({ kind, title, fields, rows }) => ({
      ...{ kind, title, fields: headings(...fields) },
      rows: await rows(context, account),
    })),
  )
}
