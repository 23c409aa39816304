// Tests the routes of notifications: wishes, messages in Sehat, the log of staff, receipts, and the purge.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { openSmsChannel } from '../../platform/ports/channels-sms.ts'
import { signatureHeaders } from '../../platform/signing.ts'
import { startSmsGateway } from '../../testing/fakes/sms-gateway.ts'
import { purgeOld } from './notices/purge-store.ts'
import { begin, RECEIPT_SECRET, receiptKeyOf, type World } from './testing.ts'

interface Refused {
  readonly type: string
  readonly errors?: readonly { readonly pointer: string }[]
}

const PREFERENCES = '/v1/notifications/preferences'
const WISHES = { language: 'hi', channels: ['sms'], quiet: { from: '22:30', until: '06:15' }, stopped: [] }

test('a person reads the usual wishes, changes all of them, and reads them again', async (t) => {
  const place = await begin(t, { env: { ROLE: 'web' } })
  const by = await place.citizen()
  const first = await place.ask<Record<string, unknown>>('GET', PREFERENCES, { by })
  assert.deepEqual(
    [first.body.language, first.body.channels, first.body.quiet, first.body.stopped],
    ['en', ['sms', 'mail'], { from: '21:00', until: '07:00' }, []],
  )
  const body = { ...WISHES, stopped: ['appointment-reminder-hours'] }
  for (let times = 0; times < 2; times++) {
    const put = await place.ask<Record<string, unknown>>('PUT', PREFERENCES, { by, body })
    assert.equal(put.status, 200)
    const { templates, ...chosen } = (await place.ask<Record<string, unknown>>('GET', PREFERENCES, { by })).body
    assert.deepEqual(chosen, body)
    assert.deepEqual(put.body, { templates, ...chosen })
  }
  const none = await place.ask<Record<string, unknown>>('PUT', PREFERENCES, { by, body: { ...WISHES, quiet: null } })
  assert.equal(none.body.quiet, null)
  const { rows } = await place.context.pool.query(`select name from notifications.outbox`)
  assert.deepEqual(new Set(rows.map(({ name }) => name)), new Set(['notifications.preferences-changed.v1']))
})

test('messages that protect people cannot be stopped, and bad wishes are refused by their field', async (t) => {
  const place = await begin(t, { env: { ROLE: 'web' } })
  const by = await place.citizen()
  const refused = async (body: object) => place.ask<Refused>('PUT', PREFERENCES, { by, body })
  for (const template of ['account-password', 'account-new-device', 'appointment-cancelled-by-centre']) {
    const { status, body } = await refused({ ...WISHES, stopped: ['appointment-booked', template] })
    assert.deepEqual(
      [status, body.type, body.errors?.[0]?.pointer],
      [409, '/problems/cannot-stop-messages', '/stopped/1'],
    )
  }
  const wrong: [object, string][] = [
    [{ ...WISHES, language: 'fr' }, '/language'],
    [{ ...WISHES, channels: [] }, '/channels'],
    [{ ...WISHES, channels: ['sms', 'sms'] }, '/channels'],
    [{ ...WISHES, channels: ['pigeon'] }, '/channels/0'],
    [{ ...WISHES, quiet: { from: '24:00', until: '06:00' } }, '/quiet/from'],
    [{ ...WISHES, quiet: { from: '06:00', until: '06:00' } }, '/quiet/until'],
    [{ ...WISHES, stopped: ['everything'] }, '/stopped/0'],
    [{ ...WISHES, other: 1 }, '/other'],
  ]
  for (const [body, pointer] of wrong) {
    const answer = await refused(body)
    assert.equal(answer.status, 400, pointer)
    assert.ok(
      answer.body.errors?.some((error) => error.pointer === pointer),
      JSON.stringify(answer.body.errors),
    )
  }
  const { rows } = await place.context.pool.query('select 1 from notifications.people')
  assert.equal(rows.length, 0)
})

async function bookFor(place: World) {
  const asha = await place.register()
  const centre = await place.openCentre()
  const sessionId = await centre.openSession({ date: '2026-03-05' })
  const { bookingId } = await centre.book(asha, sessionId)
  await place.settled()
  return { asha, centre, bookingId, sessionId }
}

interface Inbox {
  readonly unread: number
  readonly nextCursor?: string
  readonly items: readonly { messageId: string; text: string; readAt?: string; bookingId?: string }[]
}

test('a person who stops a kind of message gets none of it, also not in Sehat', async (t) => {
  const place = await begin(t)
  const asha = await place.register()
  const body = { ...WISHES, quiet: null, stopped: ['appointment-booked'] }
  await place.ask('PUT', PREFERENCES, { by: asha, body })
  const centre = await place.openCentre()
  const { bookingId } = await centre.book(asha, await centre.openSession({ date: '2026-03-05' }))
  await place.settled()
  assert.deepEqual(place.texts(asha.phone), [])
  assert.equal((await place.ask<Inbox>('GET', '/v1/notifications/inbox', { by: asha })).body.items.length, 0)
  assert.equal((await place.notices())[0]?.status, 'STOPPED')
  await centre.cancel(centre.sunita, bookingId)
  await place.settled()
  assert.match(place.texts(asha.phone)[0] ?? '', /^सेहत: .* रद्द कर दिया है/)
})

test('the owner lists messages page by page and marks them as read; nobody else can', async (t) => {
  const place = await begin(t)
  const { asha, centre, bookingId, sessionId } = await bookFor(place)
  const target = await centre.openSession({ date: '2026-03-06' })
  await centre.move(asha, bookingId, target)
  await place.settled()
  assert.ok(sessionId)
  const list = (query: string, by = asha) => place.ask<Inbox>('GET', `/v1/notifications/inbox${query}`, { by })
  const first = (await list('?limit=1')).body
  assert.deepEqual([first.unread, first.items.length], [2, 1])
  assert.match(first.items[0]?.text ?? '', /new time/)
  const second = (await list(`?limit=1&language=hi&cursor=${first.nextCursor}`)).body
  assert.match(second.items[0]?.text ?? '', /^सेहत: .*बुक हो गया/)
  assert.equal(second.items[0]?.bookingId, bookingId)
  assert.equal(second.nextCursor, undefined)
  assert.equal((await list('?cursor=abc')).status, 400)

  const omar = await place.register('Omar Siddiqui')
  assert.deepEqual((await list('', omar)).body, { items: [], unread: 0 })
  const reading = `/v1/notifications/inbox/${first.items[0]?.messageId}/reading`
  assert.equal((await place.ask('POST', reading, { by: omar })).status, 404)
  const read = await place.ask<{ readAt: string }>('POST', reading, { by: asha })
  assert.equal(read.status, 200)
  place.clock.advance(60_000)
  assert.deepEqual((await place.ask('POST', reading, { by: asha })).body, read.body)
  assert.equal((await list('')).body.unread, 1)
  assert.equal((await place.ask('POST', `/v1/notifications/inbox/${newId(1)}/reading`, { by: asha })).status, 404)
  assert.equal((await place.ask('POST', '/v1/notifications/inbox/x/reading', { by: asha })).status, 400)
})

test('staff of the centre see what became of messages and no text; others see nothing', async (t) => {
  const place = await begin(t)
  const { asha, centre, bookingId } = await bookFor(place)
  type Log = { items: { template: string; status: string; tries: { channel: string; toLast4?: string }[] }[] }
  const log = (query: string, by = centre.sunita) => place.ask<Log>('GET', `/v1/notifications/log?${query}`, { by })
  for (const query of [`subject=${bookingId}`, `facility=${centre.facility.facilityId}`]) {
    const { status, body } = await log(query)
    assert.equal(status, 200)
    assert.equal(body.items.length, 3)
    const sent = body.items.find((item) => item.status === 'SENT')
    assert.deepEqual(
      [sent?.template, sent?.tries[0]?.channel, sent?.tries[0]?.toLast4],
      ['appointment-booked', 'sms', asha.phone.slice(-4)],
    )
    assert.doesNotMatch(JSON.stringify(body), new RegExp(`Sehat:|${asha.phone.slice(1)}|14:00 to`))
    assert.equal((await log(query, await place.admin())).status, 200)
    const other = await place.staff('centre-admin', newId(centre.facility.cell))
    assert.equal((await log(query, other)).status, 404)
    assert.equal((await log(query, centre.ravi)).status, 403)
    assert.equal((await log(query, asha)).status, 403)
  }
  assert.equal((await log(`subject=${newId(1)}`)).status, 404)
  assert.equal((await log('limit=5')).status, 400)
  assert.equal((await log(`subject=${bookingId}&facility=${centre.facility.facilityId}`)).status, 400)
})

test('receipts of the gateway count once, and a message that did not arrive takes the next channel', async (t) => {
  const gateway = await startSmsGateway(t)
  const channels = { sms: openSmsChannel({ url: gateway.url, headers: {} }), inbox: undefined }
  const databaseUrl = (await begin(t, { env: { ROLE: 'web' } })).databaseUrl
  const first = await begin(t, { databaseUrl, env: { ROLE: 'web' } })
  const asha = await first.register()
  const place = await begin(t, { databaseUrl, channels })
  const centre = await place.openCentre()
  const sessionId = await centre.openSession({ date: '2026-03-05' })
  const { bookingId } = await centre.book(asha, sessionId)
  await place.settled()
  await centre.cancel(asha, bookingId)
  await place.settled()
  assert.equal(gateway.list.length, 2)

  const send = (body: object, { secret = RECEIPT_SECRET, channel = 'sms' } = {}) => {
    const text = JSON.stringify(body)
    const key = receiptKeyOf(secret)
    const headers = signatureHeaders([key], { id: newId(0), body: text, now: place.clock.now() })
    const url = `/v1/notifications/receipts/${channel}`
    return place.ask<Refused>('POST', url, { body, headers: { ...headers, 'content-type': 'application/json' } })
  }
  const statuses = async () =>
    (await place.notices()).filter(({ attempts }) => attempts > 0).map(({ status }) => status)
  for (let times = 0; times < 2; times++) {
    assert.equal((await send({ messageId: 'gateway-1', status: 'delivered' })).status, 204)
    assert.deepEqual(await statuses(), ['DELIVERED', 'SENT'])
  }
  for (let times = 0; times < 2; times++) {
    assert.equal((await send({ messageId: 'gateway-2', status: 'failed', code: 'ABSENT' })).status, 204)
    await place.settled()
    const cancelled = (await place.notices()).find(({ template }) => template === 'appointment-cancelled')
    assert.deepEqual([cancelled?.channel, cancelled?.status, cancelled?.attempts], ['in-app', 'SENT', 2])
  }
  assert.equal((await send({ messageId: 'gateway-1', status: 'failed' })).status, 204)
  assert.equal((await statuses())[0], 'DELIVERED')
  assert.equal((await send({ messageId: 'gateway-9', status: 'failed' })).status, 404)
  assert.equal((await send({ messageId: 'gateway-1', status: 'read' })).status, 400)
  assert.equal((await send({ messageId: 'gateway-1', status: 'failed' }, { channel: 'in-app' })).status, 400)
  const secret = 'another secret 0123456789 abcdefghijklmnop'
  assert.equal((await send({ messageId: 'gateway-1', status: 'failed' }, { secret })).status, 401)
})

test('old notices go after 90 days with their tries, and messages in Sehat after a year', async (t) => {
  const place = await begin(t)
  const { asha } = await bookFor(place)
  const { pool } = place.context
  const count = async () => {
    const { rows } = await pool.query<{ notices: number; tries: number; messages: number }>(
      `select (select count(*) from notifications.notices where ended_at is not null) as notices,
         (select count(*) from notifications.deliveries) as tries,
         (select count(*) from notifications.inbox) as messages`,
    )
    return rows[0]
  }
  const days = (number: number): Date => new Date(place.clock.now().getTime() + number * 86_400_000)
  assert.ok(asha)
  await purgeOld(pool, days(89))
  assert.deepEqual(await count(), { notices: 1, tries: 1, messages: 1 })
  await purgeOld(pool, days(91))
  assert.deepEqual(await count(), { notices: 0, tries: 0, messages: 1 })
  await purgeOld(pool, days(366))
  assert.deepEqual(await count(), { notices: 0, tries: 0, messages: 0 })
})
