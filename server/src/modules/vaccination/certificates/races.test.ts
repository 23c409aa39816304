// Tests a dose that staff take back while somebody first looks at its certificate: no valid card stays for it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type pg from 'pg'
import { type Citizen, setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { assertInvariants, type Booked, openCentre, WINDOW } from '../testing.ts'

const ROUNDS = 40

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  // Another process looks at the certificate: only the database stands between the two.
  const other = await setup(t, { databaseUrl: place.databaseUrl })
  const centre = await openCentre(place)
  const sessionId = await centre.openSession({ capacity: 60 })
  const { pool } = place.program.context('vaccination')
  const post = async (url: string, body: object, by = centre.ravi): Promise<Record<string, string>> => {
    const answer = await place.ask<Record<string, string>>('POST', url, { by, body })
    assert.ok(answer.status < 300, `${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const kinds = {
    /** A dose given here. Gives its source and the address that takes it back. */
    async given(by: Citizen) {
      const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
      const { bookings } = (await place.ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })).body
      const sourceId = bookings[0]?.bookingId as string
      assert.equal((await centre.give(sourceId)).status, 200)
      return { sourceId, url: `/v1/vaccination/bookings/${sourceId}/completion/cancellation` }
    },
    async elsewhere({ patientId }: Citizen) {
      const had = { vaccine: 'COVAXIN', dose: 1, givenOn: '2026-01-15', place: 'Patna', evidence: 'card' }
      const proof = { kind: 'document', document: 'passport' }
      const { doseId = '' } = await post(`/v1/patients/${patientId}/doses`, { ...had, proof })
      return { sourceId: doseId, url: `/v1/patients/${patientId}/doses/${doseId}/cancellation` }
    },
  }
  const look = (by: Citizen) => other.ask('GET', `/v1/patients/${by.patientId}/certificates`, { by })
  const takeBack = (url: string) => post(url, { reason: 'The wrong person' })
  const validOf = async (sourceId: string): Promise<number> => {
    const text = `select 1 from vaccination.certificates where source_id = $1 and withdrawn_at is null`
    return (await pool.query(text, [sourceId])).rows.length
  }
  return { place, pool, kinds, look, takeBack, validOf }
}

/** How many connections wait for a lock of somebody else. */
async function countWaiting(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ waiting: number }>(
    `select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows[0]?.waiting ?? 0
}

for (const kind of ['given', 'elsewhere'] as const) {
  const what = kind === 'given' ? 'given here' : 'had elsewhere'
  describe(`a dose ${what} that is taken back during the first look`, () => {
    test('leaves no valid card when the look is about to write it', async (t) => {
      const { place, pool, kinds, look, takeBack, validOf } = await begin(t)
      const asha = await place.citizen()
      const { sourceId, url } = await kinds[kind](asha)
      // The test holds the key of the certificate. So the look has read the dose, and waits before it writes.
      const holder = await pool.connect()
      try {
        await holder.query('begin')
        await holder.query(
          `insert into vaccination.certificates
             (cell, patient_id, source_id, version, issue, id, kid, rid, subject_hash, issued_at)
           select cell, patient_id, booking_id, 1, 1, booking_id, 'held', 'held', 'held', now()
           from vaccination.claims where booking_id = $1`,
          [sourceId],
        )
        const looking = look(asha)
        await until('the look waits to write its certificate', async () => (await countWaiting(pool)) === 1)
        let isBack = false
        const takingBack = takeBack(url).then(() => {
          isBack = true
        })
        await until('the undo is over, or waits for the look', async () => isBack || (await countWaiting(pool)) === 2)
        await holder.query('rollback')
        await Promise.all([looking, takingBack])
      } finally {
        holder.release()
      }
      assert.equal(await validOf(sourceId), 0)
      await assertInvariants(place)
    })

    test(`leaves no valid card in ${ROUNDS} rounds at once`, async (t) => {
      const { place, kinds, look, takeBack, validOf } = await begin(t)
      for (let round = 0; round < ROUNDS; round++) {
        const who = await place.citizen()
        const { sourceId, url } = await kinds[kind](who)
        // Now the look begins first, and now the undo.
        const steps = [() => look(who), () => takeBack(url), () => look(who)]
        await Promise.all((round % 2 === 0 ? steps : steps.toReversed()).map((step) => step()))
        assert.equal(await validOf(sourceId), 0, `round ${round}`)
      }
      await assertInvariants(place)
    })
  })
}
