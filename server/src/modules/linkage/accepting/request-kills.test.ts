// Redis is killed under a load of requests and starts again: each 202 has its data, its end and its callback.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastFirst } from '../../../testing/database.ts'
import { redis, startRedis } from '../../../testing/debian/redis.ts'
import { needs } from '../../../testing/debian/service.ts'
import { sized } from '../../../testing/size.ts'
import { until } from '../../../testing/until.ts'
import { assertPromises, poolOf, untilAllEnded } from '../testing.ts'
import { beginWithProcesses, insist } from '../testing-faults.ts'
import { clientOf, keptIn } from './testing-stores.ts'

const REQUESTS = sized(240, 2_000)
const KILLS = sized(3, 10)
const AT_ONCE = 12

test('accepted requests keep their data and end, although Redis is killed again and again', needs(redis), async (t) => {
  const later = lastFirst(t)
  const service = await startRedis(later)
  const { place, customer, startWorker } = await beginWithProcesses(later, keptIn(service))
  const web = await startWorker({ ROLE: 'web' })
  const accepted = new Map<string, string>()
  let next = 0
  let repeated = 0
  const send = async (): Promise<void> => {
    while (next < REQUESTS) {
      const patient = `R-${next++}`
      const { id, repeats } = await insist(customer, patient, web)
      accepted.set(patient, id)
      repeated += repeats
    }
  }
  const sending = Promise.all(Array.from({ length: AT_ONCE }, send))
  const client = clientOf(later, service)
  for (let kill = 1; kill <= KILLS; kill++) {
    await until('some are accepted', () => accepted.size > (kill * REQUESTS) / (KILLS + 2))
    await service.kill()
    const before = new Map(accepted)
    await service.restart()
    // No worker runs yet, so nothing but the kill can have taken the data.
    for (const [patient, id] of before) {
      assert.ok(await client.exists(`sehat:linkage:request:${id}`), `${patient}: its data is gone after kill ${kill}`)
    }
  }
  await sending
  assert.ok(repeated > 0, 'no request met the dead Redis')
  assert.equal(accepted.size, REQUESTS)
  assert.equal(new Set(accepted.values()).size, REQUESTS)

  await startWorker({ ROLE: 'worker' })
  const isHalfDone = async (): Promise<boolean> => {
    const { rows } = await poolOf(place).query<{ open: number }>(
      'select count(*)::int as open from linkage.workflows where outcome is null',
    )
    return (rows[0]?.open ?? 0) < REQUESTS / 2
  }
  await until('half are done', isHalfDone)
  await service.kill()
  await service.restart()
  await untilAllEnded(place)
  assert.equal(web.child.exitCode, null, 'the web process ended')
  await assertPromises(place, customer, accepted)
  const { rows } = await poolOf(place).query("select id, reason from linkage.workflows where outcome <> 'LINKED'")
  assert.deepEqual(rows, [])
})
