// What the tests of this module share: the whole program with its worker, people with phones, and a centre.
import assert from 'node:assert/strict'
import type { WithAfter } from '../../testing/database.ts'
import { codeFor } from '../../testing/inbox.ts'
import { type Person, type Setup, type SetupOptions, setup } from '../../testing/setup.ts'
import { until } from '../../testing/until.ts'
import type { NoticeStatus, Template } from './contract.ts'
import { receiptKeyOf } from './deliveries/receipt-routes.ts'
import { insertInbox } from './inbox/store.ts'
import { insertNotices, type NewNotice } from './notices/store.ts'
import type { NotificationsContext } from './tables.ts'

export { insertInbox, insertNotices, type NewNotice, type NotificationsContext, receiptKeyOf }

export const RECEIPT_SECRET = 'for tests: receipts 0123456789 abcdefghijk'

export interface Reachable extends Person {
  readonly patientId: string
  readonly phone: string
}

export interface NoticeSeen {
  readonly id: string
  readonly template: Template
  readonly status: NoticeStatus
  readonly reason: string | null
  readonly channel: string | null
  readonly attempts: number
}

/** Starts the program with its relay, jobs and sender. Messages stay in the inbox of development. */
export async function begin(t: WithAfter, options: SetupOptions = {}) {
  const env = {
    ROLE: 'both',
    SEHAT_NOTIFICATIONS_RETRY_MS: '20',
    SEHAT_NOTIFICATIONS_RECEIPT_SECRET: RECEIPT_SECRET,
    ...options.env,
  }
  const place = await setup(t, { ...options, env })
  const context = place.program.context('notifications') as NotificationsContext
  const inbox = place.program.context('notifications').channels.inbox
  let count = 0
  const nextPhone = () => `+9197${String(++count).padStart(8, '0')}`
  const texts = (to: string): string[] =>
    (inbox?.list ?? [])
      .filter((message) => message.to === to && !message.text.includes('is your code'))
      .map(({ text }) => text)
      .reverse()
  return {
    ...place,
    context,
    nextPhone,
    /** A person who has registered with a code, so that Sehat knows the phone. */
    register: (name = 'Asha Sharma') => register(place, nextPhone(), name),
    openCentre: () => openCentre(place),
    /** The texts that were sent to a phone or an account, the oldest first, without codes. */
    texts,
    notices: () => listNotices(context),
    settled: () => untilSettled(place, context),
  }
}

export type World = Awaited<ReturnType<typeof begin>>

async function register({ ask, program }: Setup, phone: string, name: string): Promise<Reachable> {
  await ask('POST', '/v1/auth/otp', { body: { phone } })
  const sent = program.context('identity').channels.inbox?.list ?? []
  const person = { name, birthDate: '1990-05-14', gender: 'female', pin: '110001' }
  const body = { ...person, phone, otp: codeFor(sent, phone), password: 'a heron over Chilika' }
  const { status, body: answer } = await ask<Record<string, string>>('POST', '/v1/auth/register', { body })
  assert.equal(status, 201, JSON.stringify(answer))
  const { auth } = program.context('identity')
  const accountId = answer.accountId as string
  const actor = { accountId, sessionId: accountId, roles: ['citizen'] }
  const token = await auth.sign(actor as never, 10 * 366 * 86_400)
  return { accountId, token, phone, patientId: answer.patientId as string }
}

interface SessionChoice {
  readonly date: string
  readonly windows?: readonly string[]
  readonly dose?: number
  readonly vaccine?: string
  readonly capacity?: number
}

/** A centre with an administrator and a vaccinator. */
async function openCentre(place: Setup) {
  const facility = await place.centre()
  const { facilityId } = facility
  const sunita = await place.staff('centre-admin', facilityId)
  const ravi = await place.staff('vaccinator', facilityId)
  const post = async <Body>(url: string, body: object | undefined, by: Person): Promise<Body> => {
    const answer = await place.ask<Body>('POST', url, { by, body })
    assert.ok(answer.status < 300, `${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    facility,
    sunita,
    ravi,
    post,
    async openSession({
      date,
      windows = ['14:00-16:00'],
      dose = 1,
      vaccine = 'COVAXIN',
      capacity = 20,
    }: SessionChoice) {
      const stock = { facilityId, vaccine, lot: `LOT-${vaccine}`, quantity: capacity, expiresOn: '2027-12-31' }
      await post('/v1/vaccination/stock', stock, sunita)
      const body = { facilityId, windows, dose, vaccine, capacity, date, minAge: 18 }
      return (await post<{ sessionId: string }>('/v1/vaccination/sessions', body, sunita)).sessionId
    },
    async book(
      by: Reachable,
      sessionId: string,
      window = '14:00-16:00',
    ): Promise<{ bookingId: string; reference: string }> {
      const body = { sessionId, window, patientIds: [by.patientId] }
      const { bookings } = await post<{ bookings: { bookingId: string; reference: string }[] }>(
        '/v1/vaccination/bookings',
        body,
        by,
      )
      return bookings[0] as { bookingId: string; reference: string }
    },
    move: (by: Person, bookingId: string, sessionId: string, window = '14:00-16:00') =>
      post<{ booking?: { bookingId: string }; bookingId?: string }>(
        `/v1/vaccination/bookings/${bookingId}/rescheduling`,
        { sessionId, window },
        by,
      ),
    cancel: (by: Person, bookingId: string) =>
      post(`/v1/vaccination/bookings/${bookingId}/cancellation`, undefined, by),
  }
}

export type Centre = Awaited<ReturnType<typeof openCentre>>

/** All notices in the order in which the events made them. */
async function listNotices({ pool }: NotificationsContext): Promise<NoticeSeen[]> {
  const { rows } = await pool.query<NoticeSeen>(
    'select id, template, status, reason, channel, attempts from notifications.notices order by created_at, due_at, id',
  )
  return rows
}

/** Waits until every event is a notice and no notice is due. */
async function untilSettled(place: Setup, { pool, clock }: NotificationsContext): Promise<void> {
  await until('all notices that are due have ended or wait', async () => {
    const { rows } = await pool.query<{ open: number }>(
      `select (select count(*) from vaccination.outbox) + (select count(*) from identity.outbox)
         + (select count(*) from appointments.outbox) + (select count(*) from visits.outbox)
         + (select count(*) from diagnostics.outbox)
         + (select count(*) from graphile_worker.jobs where key is null
            and task_identifier ~ '^(notifications|appointments|diagnostics)/')
         + (select count(*) from notifications.notices
            where status = 'SENDING' or (status = 'WAITING' and due_at <= $1)) as open`,
      [clock.now()],
    )
    return rows[0]?.open === 0
  })
  assert.ok(place.program)
}
