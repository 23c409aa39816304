// Tests of the reports to operators: when each is sent, once by all processes, and what a channel that fails does.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { type Clock, fixedClock } from '../../../platform/clock.ts'
import { openMailChannel } from '../../../platform/ports/channels-mail.ts'
import { isSigned, signingKeyOf } from '../../../platform/signing.ts'
import { startMailServer } from '../../../testing/fakes/mail-server.ts'
import { startIndex } from '../../../testing/fakes/patient-index.ts'
import { answering, startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { createGuard, operatorsGuard } from '../callbacks/addresses.ts'
import { createSender } from '../callbacks/sender.ts'
import type { LinkageContext } from '../tables.ts'
import { FAST, onboard, outside, patientOf, poolOf } from '../testing.ts'
import { decideReport, type Period, reportPauseMs } from './report-rules.ts'
import { makeReport, sendDueReports } from './reports.ts'

const PHONE = '+919000000009'
const MAIL = 'operators@sehat.example'
const SECRET = 'for tests: the secret of the reports 0123456789'

test('an hour without trouble has no report, and the first one after trouble says that all is well', () => {
  const cases: [Period, number, number, string | undefined][] = [
    ['hourly', 0, 0, undefined],
    ['hourly', 2, 0, 'stuck'],
    ['hourly', 2, 2, 'stuck'],
    ['hourly', 0, 2, 'well-again'],
    ['daily', 0, 0, 'summary'],
    ['daily', 2, 0, 'summary'],
  ]
  for (const [period, stuck, before, kind] of cases) assert.equal(decideReport(period, stuck, before), kind)
  assert.deepEqual(
    [reportPauseMs(1), reportPauseMs(3), reportPauseMs(20), reportPauseMs(30)],
    [60_000, 240_000, 3_600_000, undefined],
  )
})

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const index = await startIndex(t)
  const receiver = await startReceiver(t)
  const channels = {
    SEHAT_LINKAGE_OPERATOR_PHONE: PHONE,
    SEHAT_LINKAGE_REPORT_MAIL: MAIL,
    SEHAT_LINKAGE_REPORT_WEBHOOK: receiver.url,
    SEHAT_LINKAGE_REPORT_SECRET: SECRET,
  }
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ...channels, ...env } })
  const customer = await onboard(place, await startReceiver(t))
  const clock = fixedClock('2026-03-02T05:05:00Z')
  const sender = createSender(createGuard(true))
  t.after(async () => sender.close())
  const contextAt = (at: Clock = clock, of = place): LinkageContext => ({
    ...(of.program.context('linkage') as unknown as LinkageContext),
    clock: at,
  })
  /** The texts that arrived since the last call, by channel. */
  const seen = { messages: 0, posts: 0 }
  const arrived = async () => {
    const { body } = await place.ask<{ messages: { to: string; text: string }[] }>('GET', '/dev/inbox')
    const fresh = body.messages.slice(0, body.messages.length - seen.messages)
    seen.messages = body.messages.length
    const posts = receiver.list.slice(seen.posts)
    seen.posts = receiver.list.length
    const textsTo = (to: string): string[] => fresh.filter((one) => one.to === to).map(({ text }) => text)
    return { sms: textsTo(PHONE), mail: textsTo(MAIL), posts }
  }
  return { place, customer, receiver, clock, sender, contextAt, arrived }
}

const STUCK = "update linkage.workflows set updated_at = now() - interval '1 hour'"
const WELL = "update linkage.workflows set status = 'COMPLETED', ended_at = now() where ended_at is null"

test('all channels hear each hour what is stuck, once that all is well, and each day a summary', async (t) => {
  const { place, customer, clock, sender, contextAt, arrived } = await begin(t)
  const make = (period: Period) => makeReport(contextAt(), sender, period)
  await make('hourly')
  assert.deepEqual(await arrived(), { sms: [], mail: [], posts: [] })
  await customer.link(patientOf('Certain', 'R-1'))
  await poolOf(place).query(STUCK)
  clock.advance(3_600_000)
  await make('hourly')
  const stuck = await arrived()
  for (const texts of [stuck.sms, stuck.mail]) {
    assert.equal(texts.length, 1)
    assert.match(texts[0] ?? '', /hourly: 1 workflows stuck\. 1 RECEIVED since/)
  }
  const post = stuck.posts[0] as unknown as { headers: Record<string, string>; body: string }
  const key = signingKeyOf(Buffer.from(SECRET).toString('base64'))
  assert.ok(isSigned(key, post.headers, post.body, clock.now()))
  const { type, data } = JSON.parse(post.body) as { type: string; data: { kind: string; stuck: number } }
  assert.deepEqual([type, data.kind, data.stuck], ['linkage.report', 'stuck', 1])
  const written = JSON.stringify(stuck)
  for (const personal of ['R-1', 'Certain', '9812345678', 'MG Road', customer.id]) {
    assert.ok(!written.includes(personal), personal)
  }

  await poolOf(place).query(WELL)
  clock.advance(3_600_000)
  await make('hourly')
  assert.match((await arrived()).mail[0] ?? '', /all is well again/)
  clock.advance(3_600_000)
  await make('hourly')
  assert.deepEqual((await arrived()).mail, [])
  await make('daily')
  const daily = await arrived()
  assert.match(daily.mail[0] ?? '', /daily: 0 workflows stuck/)
  assert.equal((JSON.parse(daily.posts[0]?.body ?? '{}') as { data: { kind: string } }).data.kind, 'summary')
})

test('several processes send one report, also when its job runs again', async (t) => {
  const { place, sender, contextAt, clock, arrived } = await begin(t)
  const databaseUrl = place.databaseUrl
  const another = await setup(t, { clock: 'real', databaseUrl, env: { ...FAST } })
  const contexts = [contextAt(), contextAt(clock, another as typeof place)].map((context, nth) => ({
    ...context,
    config: contextAt().config,
    channels: nth === 0 ? context.channels : contextAt().channels,
  }))
  await Promise.all([...contexts, ...contexts, ...contexts].map((context) => makeReport(context, sender, 'daily')))
  const { sms, mail, posts } = await arrived()
  assert.deepEqual([sms.length, mail.length, posts.length], [1, 1, 1])
})

test('a channel that fails is tried again and stops no other, until a newer report overtakes it', async (t) => {
  const { place, receiver, clock, sender, contextAt, arrived } = await begin(t)
  receiver.reply(answering(503))
  await makeReport(contextAt(), sender, 'daily')
  const first = await arrived()
  assert.deepEqual([first.sms.length, first.mail.length, first.posts.length], [1, 1, 1])
  const rows = async () =>
    (
      await poolOf(place).query<{ channel: string; status: string; fault: string | null; tries: number }>(
        'select channel, status, fault, tries from linkage.report_sendings order by slot_at, channel',
      )
    ).rows
  assert.deepEqual(
    (await rows()).find(({ channel }) => channel === 'webhook'),
    {
      ...{ channel: 'webhook', status: 'pending', fault: 'status-503', tries: 1 },
    },
  )
  await sendDueReports(contextAt(), sender)
  assert.equal((await arrived()).posts.length, 0, 'not before its pause')
  await poolOf(place).query('update linkage.report_sendings set next_at = now()')
  receiver.reply(answering(200))
  await sendDueReports(contextAt(), sender)
  const again = await arrived()
  assert.deepEqual([again.sms.length, again.mail.length, again.posts.length], [0, 0, 1])
  assert.equal(again.posts[0]?.headers['webhook-id'], first.posts[0]?.headers['webhook-id'])
  assert.equal(again.posts[0]?.body, first.posts[0]?.body)

  receiver.reply(answering(503))
  for (let day = 0; day < 2; day++) {
    clock.advance(86_400_000)
    await makeReport(contextAt(), sender, 'daily')
  }
  const statuses = (await rows()).filter(({ channel }) => channel === 'webhook').map(({ status }) => status)
  assert.deepEqual(statuses, ['sent', 'overtaken', 'pending'])
})

test('a report does not go to an inner address, and a silent webhook delays no mail', async (t) => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  t.after(async () => void silent.close())
  const { port } = silent.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/hook`
  const env = { SEHAT_LINKAGE_REPORT_WEBHOOK: url, SEHAT_LINKAGE_WEBHOOK_TIMEOUT_MS: '1000' }
  const { place, clock, contextAt, arrived } = await begin(t, env)
  const guarded = createSender(createGuard(false))
  const open = createSender(operatorsGuard)
  t.after(async () => {
    guarded.close()
    open.close()
  })
  const faultOf = async () =>
    (
      await poolOf(place).query(
        "select fault from linkage.report_sendings where channel = 'webhook' order by slot_at desc",
      )
    ).rows[0]?.fault
  await makeReport(contextAt(), guarded, 'daily')
  assert.deepEqual([await faultOf(), (await arrived()).mail.length], ['address-refused', 1])
  clock.advance(86_400_000)
  const sending = makeReport(contextAt(), open, 'daily')
  const early = await Promise.race([
    sending.then(() => 'all'),
    new Promise((resolve) => setTimeout(resolve, 600, 'early')),
  ])
  assert.deepEqual([early, (await arrived()).mail.length], ['early', 1])
  await sending
  assert.equal(await faultOf(), 'timeout')
})

test('the report arrives as a real mail', async (t) => {
  const server = await startMailServer(t)
  const { sender, contextAt } = await begin(t)
  const context = contextAt()
  const mail = openMailChannel({ url: server.url, from: 'Sehat <no-reply@sehat.example>' }, context.log)
  t.after(async () => mail.close())
  await makeReport({ ...context, channels: { ...context.channels, mail } }, sender, 'daily')
  assert.equal(server.list.length, 1)
  const raw = server.list[0]?.raw ?? ''
  assert.match(raw, /To: operators@sehat\.example/)
  assert.match(raw, /Subject: Sehat: report of stuck links/)
  assert.match(raw, /daily: 0 workflows stuck/)
})
