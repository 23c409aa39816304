// Tests the ready answers of places: one read of the queues makes them for all who asked before.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../../testing/until.ts'
import { openPlace } from '../testing.ts'
import { type ReadLink, readLink } from './links.ts'
import { createPlaces, PLACES } from './places.ts'
import { openDay, type Shown } from './testing.ts'

const { place, at } = openPlace<Shown>()

test('one read of the queue makes the places of all who asked before ready, for a second', async () => {
  const here = await openDay(place)
  const [one, two] = [await here.arrive('12:00'), await here.arrive('12:15')]
  const { keys } = here.context
  let nowMs = 0
  const places = createPlaces(here.context, () => nowMs)
  const urlOf = ({ link }: Shown) => `${PLACES}${link}`
  const answer = ({ link }: Shown) => places.answer(link, readLink(keys, link) as ReadLink)
  const seen = (who: Shown) => JSON.parse(places.recall(urlOf(who))?.text ?? 'null')
  assert.equal(seen(two), null, 'nobody has asked with this link')
  await answer(one)
  nowMs = 100
  assert.equal(JSON.parse((await answer(two))?.text as string).before, 1)
  assert.deepEqual([seen(one).before, seen(two).before, seen(two).label], [0, 1, two.label])
  await here.call(one.queueId)
  assert.equal(seen(two).nowServing.length, 0, 'what was read stands for a second')
  nowMs = 700
  assert.ok(seen(two), 'and it is read again meanwhile')
  await until('the place tells the call', async () => seen(two).nowServing.length === 1)
  await here.act(here.reception, two.id, 'departure')
  nowMs = 1_400
  assert.ok(seen(two))
  await until('an end is read by the route', async () => seen(two) === null)
  assert.equal(JSON.parse((await answer(two))?.text as string).status, 'CANCELLED')
  nowMs = 9_000
  assert.equal(seen(one), null)
  await at('2026-03-02T20:31:00.000Z', async () => assert.equal(places.recall(urlOf(one)), undefined))
})
