// Tests the sender against a gateway: tries, channels, quiet hours, two workers at once, and a worker that is killed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { openMailChannel } from '../../../platform/ports/channels-mail.ts'
import { openSmsChannel } from '../../../platform/ports/channels-sms.ts'
import type { Channels } from '../../../platform/ports/open-channels.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import type { WithAfter } from '../../../testing/database.ts'
import { startMailServer } from '../../../testing/fakes/mail-server.ts'
import { type SmsGatewayFake, startSmsGateway } from '../../../testing/fakes/sms-gateway.ts'
import { startServe } from '../../../testing/process.ts'
import { setupDatabase } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { accountSecured, reachAccounts } from '../../identity/contract.ts'
import type { Template } from '../contract.ts'
import { begin, insertNotices, type NewNotice, type NotificationsContext, type World } from '../testing.ts'
import { createSending, toWaiting } from './sending.ts'
import { type ClaimedNotice, claimDue, claimLost, recordResults } from './store.ts'

const channelsOf = (gateway: SmsGatewayFake, more: Partial<Channels> = {}): Channels => ({
  sms: openSmsChannel({ url: gateway.url, headers: {} }),
  inbox: undefined,
  ...more,
})

interface Choice {
  readonly template?: Template
  readonly day?: string
  readonly inMs?: number
}

/** Adds a notice for an account that is due now, and gives its id. */
async function tell(
  { context }: { context: NotificationsContext },
  accountId: string,
  { template = 'appointment-cancelled', day = '2026-03-05', inMs = 0 }: Choice = {},
): Promise<string> {
  const now = context.clock.now()
  const notice: NewNotice = {
    ...{ id: newId(cellOf(accountId)), event_id: newId(0), template, params: { day, place: 'Test Hospital' } },
    ...{ recipient_kind: 'account', recipient: accountId, facility_id: null, created_at: now },
    ...{ subject_kind: null, subject_id: null, subject_version: null },
    ...{ due_at: new Date(now.getTime() + inMs), expires_at: new Date(now.getTime() + 86_400_000) },
  }
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
  return notice.id
}

async function seen(place: World, id: string) {
  const found = (await place.notices()).find((notice) => notice.id === id)
  assert.ok(found)
  return found
}

async function triesOf({ context }: World, id: string) {
  const { rows } = await context.pool.query<{ channel: string; status: string; code: string | null }>(
    'select channel, status, code from notifications.deliveries where notice_id = $1 order by attempt',
    [id],
  )
  return rows.map(({ channel, status, code }) => `${channel} ${status} ${code ?? ''}`.trim())
}

/** Waits until the notice has ended, and moves the clock on, so that pauses between tries end. */
async function untilEnded(place: World, id: string): Promise<void> {
  await until(`notice ${id} ends`, async () => {
    place.clock.advance(50)
    return !['WAITING', 'SENDING'].includes((await seen(place, id)).status)
  })
}

/** Registers with a code from the inbox, then starts the program again with the channels of the test. */
async function beginWith(t: WithAfter, channels: (gateway: SmsGatewayFake) => Channels, env = {}) {
  const databaseUrl = await setupDatabase(t)
  const first = await begin(t, { databaseUrl, env: { ROLE: 'web' } })
  const people = await Promise.all([first.register('Asha Sharma'), first.register('Omar Siddiqui')])
  const gateway = await startSmsGateway(t)
  const place = await begin(t, { databaseUrl, channels: channels(gateway), env })
  return { place, gateway, databaseUrl, asha: people[0], omar: people[1] }
}

test('a gateway that fails for a while gets the message again, with the same id, until it takes it', async (t) => {
  const { place, gateway, asha } = await beginWith(t, channelsOf)
  gateway.reply((_, response) => {
    if (gateway.list.length < 3) response.writeHead(503).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"messageId":"m-3"}')
  })
  const id = await tell(place, asha.accountId)
  await untilEnded(place, id)
  assert.equal((await seen(place, id)).status, 'SENT')
  assert.deepEqual(await triesOf(place, id), ['sms refused status-503', 'sms refused status-503', 'sms sent'])
  assert.deepEqual([...new Set(gateway.list.map((message) => message.id))], [id])
})

test('a gateway that refuses for good is not asked again: the message is in Sehat', async (t) => {
  const { place, gateway, asha } = await beginWith(t, channelsOf)
  gateway.reply((_, response) => response.writeHead(400).end())
  const id = await tell(place, asha.accountId)
  await untilEnded(place, id)
  assert.deepEqual(await triesOf(place, id), ['sms refused status-400', 'in-app sent'])
  assert.equal(gateway.list.length, 1)
})

test('a gateway that always fails is tried as often as the settings say, then the next channel', async (t) => {
  const { place, gateway, asha } = await beginWith(t, channelsOf, { SEHAT_NOTIFICATIONS_TRIES_MAX: '2' })
  gateway.reply((_, response) => response.writeHead(500).end())
  const id = await tell(place, asha.accountId)
  await untilEnded(place, id)
  assert.deepEqual(await triesOf(place, id), ['sms refused status-500', 'sms refused status-500', 'in-app sent'])
  const { channel, status } = await seen(place, id)
  assert.deepEqual([channel, status], ['in-app', 'SENT'])
})

test('nobody to reach, or a message that would come too late, has an end of its own', async (t) => {
  const { place } = await beginWith(t, channelsOf)
  const nobody = await tell(place, newId(1))
  await untilEnded(place, nobody)
  assert.deepEqual((await seen(place, nobody)).reason, 'nobody-to-reach')
  const late = await tell(place, newId(1), { inMs: 2 * 86_400_000 })
  place.clock.advance(3 * 86_400_000)
  await untilEnded(place, late)
  assert.equal((await seen(place, late)).status, 'EXPIRED')
})

/** 22:00 in India; quiet hours are from 21:00 to 07:00 unless a person chose others. */
const EVENING = '2026-03-04T16:30:00Z'

test('in quiet hours a message waits until they end; it is in Sehat at once', async (t) => {
  const { place, gateway, asha } = await beginWith(t, channelsOf)
  place.clock.set(EVENING)
  const id = await tell(place, asha.accountId, { template: 'appointment-booked' })
  await place.settled()
  assert.equal((await seen(place, id)).status, 'WAITING')
  assert.equal(gateway.list.length, 0)
  const inbox = await place.ask<{ items: object[] }>('GET', '/v1/notifications/inbox', { by: asha })
  assert.equal(inbox.body.items.length, 1)
  place.clock.set('2026-03-05T01:29:00Z')
  await place.settled()
  assert.equal(gateway.list.length, 0)
  place.clock.set('2026-03-05T01:30:00Z')
  await place.settled()
  assert.equal(gateway.list.length, 1)
  assert.equal((await seen(place, id)).status, 'SENT')
})

test('a cancellation of today and a message that protects the account do not wait for quiet hours', async (t) => {
  const { place, gateway, asha } = await beginWith(t, channelsOf)
  place.clock.set(EVENING)
  await tell(place, asha.accountId, { template: 'appointment-cancelled-by-centre', day: '2026-03-04' })
  await tell(place, asha.accountId, { template: 'appointment-cancelled-by-centre', day: '2026-03-05' })
  await tell(place, asha.accountId, { template: 'account-password' })
  await place.settled()
  const texts = gateway.list.map(({ text }) => text)
  assert.equal(texts.length, 2)
  assert.ok(texts.some((text) => text.includes('Wed, 4 March')))
  assert.ok(texts.some((text) => text.includes('password')))
})

test('what happens to an account is told, with the device, also to somebody who chose no SMS', async (t) => {
  const { place, gateway, asha } = await beginWith(t, channelsOf)
  const wishes = { language: 'hi', channels: ['in-app'], quiet: null, stopped: [] }
  const put = await place.ask('PUT', '/v1/notifications/preferences', { by: asha, body: wishes })
  assert.equal(put.status, 200)
  const identity = place.program.context('identity')
  const at = place.clock.now().toISOString()
  const accountId = asha.accountId as never
  await transaction(identity.db as NotificationsContext['db'], (tx) =>
    publish(
      tx,
      { actorId: asha.accountId, role: 'citizen', requestId: 'r' },
      accountSecured,
      { accountId, change: 'new-device', deviceName: 'Chrome, Windows', at },
      { accountId, change: 'new-device', at },
      ...(['password', 'phone', 'mail', 'sign-ins-ended', 'role'] as const).map((change) => ({
        accountId,
        change,
        at,
      })),
    ),
  )
  await place.settled()
  assert.equal(gateway.list.length, 7)
  const texts = gateway.list.map(({ text }) => text)
  assert.ok(texts.some((text) => text.includes('Chrome, Windows से')))
  assert.ok(texts.some((text) => text.includes('किसी नए डिवाइस से')))
  assert.ok(texts.every((text) => text.startsWith('सेहत: ') && !text.includes('{')))
})

test('a person with a mail address gets mail when the gateway refuses', async (t) => {
  const server = await startMailServer(t)
  const { place, gateway, asha } = await beginWith(t, channelsOf, { ROLE: 'web' })
  gateway.reply((_, response) => response.writeHead(400).end())
  const mail = openMailChannel({ url: server.url, from: 'Sehat <no-reply@sehat.example>' }, place.context.log)
  t.after(() => mail.close())
  // The accounts of the test have no mail address yet, so the answer of the call gets one here.
  const call = async (type: Call, input: never) => {
    const answer = (await place.context.call(type, input)) as object[]
    return type === reachAccounts ? answer.map((one) => ({ ...one, mail: 'asha@sehat.example' })) : answer
  }
  const channels = channelsOf(gateway, { mail })
  const sending = createSending({ ...place.context, call: call as typeof place.context.call, channels })
  const id = await tell(place, asha.accountId)
  for (const expected of ['WAITING', 'SENT']) {
    const claimed = await claimDue(place.context.pool, 5, 60, place.clock.now())
    await sending.send(claimed, async ({ result, attempt }) => {
      await recordResults(place.context.pool, [result], attempt ? [attempt] : [], place.clock.now())
    })
    assert.equal((await seen(place, id)).status, expected)
  }
  assert.deepEqual(await triesOf(place, id), ['sms refused status-400', 'mail sent'])
  assert.deepEqual([server.list.length, server.list[0]?.to], [1, 'asha@sehat.example'])
  assert.match(server.list[0]?.raw ?? '', /Subject: Your appointment/)
})

test('a worker that lost its lease writes nothing about the notice', async (t) => {
  const { place, asha } = await beginWith(t, channelsOf, { ROLE: 'web' })
  const { pool } = place.context
  const id = await tell(place, asha.accountId)
  const [slow] = await claimDue(pool, 5, 60, place.clock.now())
  assert.deepEqual(await claimDue(pool, 5, 60, place.clock.now()), [])
  assert.deepEqual(await claimLost(pool, 5, 60), [])
  await pool.query(`update notifications.notices set leased_until = now() - interval '1 second'`)
  const [next] = await claimLost(pool, 5, 60)
  assert.equal(next?.id, id)
  const late = { ...toWaiting(slow as ClaimedNotice), status: 'FAILED', reason: 'given-up' } as const
  assert.equal((await recordResults(pool, [late], [], place.clock.now())).size, 0)
  assert.equal((await seen(place, id)).status, 'SENDING')
})

test('of two workers that pick the same notice in the same moment, one gets it', async (t) => {
  const { place, asha } = await beginWith(t, channelsOf, { ROLE: 'web' })
  const { pool } = place.context
  const id = await tell(place, asha.accountId)
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('select 1 from notifications.notices where id = $1 for update', [id])
  // Both have picked the notice, and wait for its lock.
  const claims = [1, 2].map(() => claimDue(pool, 5, 60, place.clock.now()))
  await until('both wait', async () => {
    const { rows } = await pool.query<{ waiting: number }>(
      `select count(*) as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%notifications.notices n%'`,
    )
    return rows[0]?.waiting === 2
  })
  await holder.query('commit')
  holder.release()
  assert.deepEqual(
    (await Promise.all(claims)).flat().map((one) => one.id),
    [id],
  )
})

test('two workers at once send each of many messages once', async (t) => {
  const { place, gateway, databaseUrl, asha, omar } = await beginWith(t, channelsOf, { ROLE: 'web' })
  const ids = new Set<string>()
  for (let count = 0; count < 60; count++) ids.add(await tell(place, (count % 2 ? asha : omar).accountId))
  gateway.reply((_, response) => void setTimeout(() => response.writeHead(202).end(), 5))
  const env = { SEHAT_NOTIFICATIONS_WORKERS_MAX: '4' }
  const workers = [1, 2].map(() => begin(t, { databaseUrl, channels: channelsOf(gateway), env }))
  await Promise.all(workers)
  await place.settled()
  assert.equal(gateway.list.length, ids.size)
  assert.deepEqual(new Set(gateway.list.map(({ id }) => id)), ids)
  assert.ok((await place.notices()).every(({ status }) => status === 'SENT'))
})

test('the messages of a worker that is killed while it sends are taken up by another one', async (t) => {
  const { place, gateway, databaseUrl, asha } = await beginWith(t, channelsOf, { ROLE: 'web' })
  const ids = []
  for (let count = 0; count < 5; count++) ids.push(await tell(place, asha.accountId, { template: 'account-password' }))
  // The processes use the clock of the machine.
  await place.context.pool.query(
    `update notifications.notices set due_at = now(), expires_at = now() + interval '1 day'`,
  )
  const held: (() => void)[] = []
  gateway.reply((_, response) => void held.push(() => response.writeHead(202).end()))
  const env = { SEHAT_SMS_GATEWAY_URL: gateway.url, SEHAT_NOTIFICATIONS_LEASE_SECONDS: '6' }
  const killed = await startServe(databaseUrl, env)
  t.after(() => killed.kill())
  await until('the gateway holds all messages', () => gateway.list.length === ids.length)
  await killed.kill()
  assert.ok((await place.notices()).every(({ status }) => status === 'SENDING'))
  gateway.reply((_, response) => response.writeHead(202).end())
  const next = await startServe(databaseUrl, env)
  t.after(() => next.kill())
  await until('all are sent', async () => (await place.notices()).every(({ status }) => status === 'SENT'))
  assert.equal(gateway.list.length, 2 * ids.length)
  assert.deepEqual(new Set(gateway.list.map(({ id }) => id)), new Set(ids))
  await next.stop()
})
