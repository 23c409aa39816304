// Tests the decision about a due notice by example and by property: no moved, stopped or late message leaves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { timeInIndia } from '../../../platform/clock.ts'
import { toMinute } from '../../../platform/contract.ts'
import { TEMPLATE_NAMES, typeOf } from '../templates/templates.ts'
import { DEFAULT_WISHES, type DueNotice, decide, endOfQuiet, type Facts, retryPauseMs } from './rules.ts'

const minuteOf = (at: Date): number => toMinute(timeInIndia(at))
const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
const minutes = fc.integer({ min: 0, max: 1_439 })

test('quiet hours end at their last minute, and nobody waits longer than a day', () => {
  fc.assert(
    fc.property(instants, minutes, minutes, (now, from, until) => {
      const end = endOfQuiet(now, { from, until })
      const minute = minuteOf(now)
      const isQuiet =
        from === until ? false : from < until ? minute >= from && minute < until : minute >= from || minute < until
      assert.equal(end !== undefined, isQuiet)
      if (!end) return
      assert.equal(minuteOf(end), until)
      assert.ok(end > now && end.getTime() - now.getTime() <= 86_400_000)
      assert.equal(endOfQuiet(end, { from, until }), undefined)
    }),
  )
})

const now = new Date('2026-03-02T05:00:00Z')
const channels = fc.uniqueArray(fc.constantFrom('sms', 'mail', 'in-app'), { minLength: 1 })
const address = fc.option(fc.constant('+919812345678'))
const cases = fc.record({
  template: fc.constantFrom(...TEMPLATE_NAMES),
  subjectVersion: fc.option(fc.integer({ min: 0, max: 3 })),
  expiresInMs: fc.integer({ min: -5, max: 5 }),
  channel: fc.option(fc.constantFrom('sms', 'mail', 'in-app')),
  channelTries: fc.integer({ min: 0, max: 5 }),
  attempts: fc.integer({ min: 0, max: 13 }),
  subjects: fc.array(fc.record({ version: fc.integer({ min: 0, max: 3 }), isLive: fc.boolean() }), { maxLength: 2 }),
  channels,
  stopped: fc.subarray([...TEMPLATE_NAMES]),
  quiet: fc.option(fc.record({ from: minutes, until: minutes })),
  reach: fc.option(fc.record({ accountId: address, phone: address, mail: address })),
  open: fc.subarray(['sms', 'mail'] as const),
})

test('a message leaves only if its subject stands, it is in time and wanted, and a channel leads there', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const notice: DueNotice = {
        ...{ template: one.template, subjectVersion: one.subjectVersion, day: '2026-03-02', attempts: one.attempts },
        ...{
          expiresAt: new Date(now.getTime() + one.expiresInMs),
          channel: one.channel,
          channelTries: one.channelTries,
        },
      }
      const type = typeOf(one.template)
      const wishes = { language: 'en', channels: one.channels, quiet: one.quiet, stopped: one.stopped } as const
      const reach = one.reach ?? undefined
      const facts: Facts = { now, triesMax: 4, open: one.open, subjects: one.subjects, wishes, reach, type }
      const outcome = decide(notice, facts)
      if (outcome.kind === 'end') return
      const { subjectVersion } = one
      assert.ok(
        subjectVersion === null || one.subjects.every(({ isLive, version }) => isLive && version <= subjectVersion),
      )
      assert.ok(one.expiresInMs > 0)
      assert.ok(!type.canStop || !one.stopped.includes(one.template))
      if (outcome.kind === 'wait') {
        assert.ok(outcome.until > now)
        assert.notEqual(type.quiet, 'passes')
        return
      }
      assert.ok(outcome.channel === 'in-app' || one.open.includes(outcome.channel))
      assert.ok(outcome.channel === 'in-app' || type.isSecurity || one.channels.includes(outcome.channel))
      assert.ok(!(outcome.channel === one.channel && one.channelTries >= 4), 'a channel is tried too often')
    }),
    { numRuns: 2_000 },
  )
})

test('whatever the channels answer, a notice ends after few tries', () => {
  fc.assert(
    fc.property(fc.infiniteStream(channels), fc.infiniteStream(fc.boolean()), (wished, permanent) => {
      let notice: DueNotice = {
        ...{ template: 'appointment-booked', subjectVersion: null, day: undefined, expiresAt: new Date('2027-01-01') },
        ...{ channel: null, channelTries: 0, attempts: 0 },
      }
      const reach = { accountId: null, phone: '+919812345678', mail: 'a@b.example' }
      const type = typeOf('appointment-booked')
      for (let tries = 0; tries <= 12; tries++) {
        const wishes = { ...DEFAULT_WISHES, channels: wished.next().value, quiet: null }
        const facts: Facts = { now, triesMax: 4, open: ['sms', 'mail'], subjects: [], wishes, reach, type }
        const outcome = decide(notice, facts)
        if (outcome.kind !== 'send') return
        const tried = outcome.channel === notice.channel ? notice.channelTries + 1 : 1
        const channelTries = permanent.next().value ? 4 : tried
        notice = { ...notice, channel: outcome.channel, channelTries, attempts: notice.attempts + 1 }
      }
      assert.fail('it was tried more than twelve times')
    }),
  )
})

test('pauses grow, and an hour is the longest', () => {
  assert.equal(retryPauseMs(1, 5_000, 0.5), 5_000)
  assert.equal(retryPauseMs(4, 5_000, 0.5), 40_000)
  assert.equal(retryPauseMs(20, 5_000, 0.5), 3_600_000)
})
