// The requests of queues in the access test: queues of departments, and tokens in the states that routes need.
import { make, on, row, type SmallWorld } from '../../../testing/access-rows.ts'
import { TODAY } from '../../../testing/setup.ts'
import type { TokenId } from './contract.ts'
import { linkOf } from './links.ts'

const staff = { whose: 'facility' } as const

/** Each token waits in a queue of a department of its own, so the rooms are free. */
export function queueRecords(world: SmallWorld) {
  const { people, facilityId, ask, next } = world
  const [by, nurse] = [people['centre-admin'], people.nurse]
  const patient = async (): Promise<string> => {
    const person = { name: `Walk-in ${next()}`, birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
    return (await make(world, '/v1/patients/registrations', { by, body: person })).patientId as string
  }
  const queue = async (): Promise<string> => {
    const body = { facilityId, servicePoint: `ACCESS-${next()}` }
    return (await make(world, '/v1/appointments/queues', { by, body })).queueId as string
  }
  const waiting = async (queueId?: string): Promise<string> => {
    const body = { queueId: queueId ?? (await queue()), patientId: await patient() }
    return (await make(world, '/v1/appointments/walk-ins', { by, body })).tokenId as string
  }
  const after = async (id: string, url: string, body?: object): Promise<string> => {
    const { status } = await ask('POST', url, { by: nurse, ...(body && { body }) })
    if (status !== 200) throw new Error(`POST ${url} answered ${status}`)
    return id
  }
  const called = async (): Promise<string> => {
    const queueId = await queue()
    return after(await waiting(queueId), `/v1/appointments/queues/${queueId}/calls`, { room: '3' })
  }
  const missed = async (id: string) => after(id, `/v1/appointments/tokens/${id}/absence`)
  const served = async (id: string) => after(id, `/v1/appointments/tokens/${id}/service`, {})
  return {
    'patient who walks in': patient,
    'queue of today': queue,
    'token that waits': () => waiting(),
    'token that was called': called,
    'token that was called long ago': async () => {
      const id = await called()
      const text = `update appointments.tokens set called_at = called_at - interval '2 minutes' where id = $1`
      await world.program.context('appointments').pool.query(text, [id])
      return id
    },
    'token that was missed': async () => missed(await called()),
    'token in service': async () => served(await called()),
  }
}

export function queueRows(world: SmallWorld) {
  const { facilityId, next } = world
  const tokens = '/v1/appointments/tokens/:id'
  const acts = [
    ...([
      ['recall', 'token that was called long ago'] as const,
      ['absence', 'token that was called'] as const,
    ] as const),
    ...([['return', 'token that was missed'] as const, ['pause', 'token in service'] as const] as const),
    ...([['completion', 'token in service'] as const, ['cancellation', 'token that waits'] as const] as const),
  ]
  return {
    'GET /v1/appointments/queues': on('/v1/appointments/queues?facility=:id', 'facility'),
    'GET /v1/appointments/queues/:queueId': on('/v1/appointments/queues/:id', 'queue of today', staff),
    'POST /v1/appointments/queues': row(async () => {
      const body = { facilityId, servicePoint: `ROW-${next()}` }
      return { url: '/v1/appointments/queues', body }
    }, 'facility'),
    'PATCH /v1/appointments/queues/:queueId': on('/v1/appointments/queues/:id', 'queue of today', {
      ...{ ...staff, body: { status: 'paused', delayMinutes: 10 } },
    }),
    'POST /v1/appointments/walk-ins': row(
      async (idOf) => ({
        url: '/v1/appointments/walk-ins',
        body: {
          queueId: await idOf('queue of today'),
          patientId: await idOf('patient who walks in'),
          reason: 'Fever',
        },
      }),
      'facility',
    ),
    'POST /v1/appointments/queues/:queueId/calls': on('/v1/appointments/queues/:id/calls', 'queue of today', {
      ...{ ...staff, body: { room: '3' } },
    }),
    ...Object.fromEntries(
      acts.map(([act, record]) => [
        `POST /v1/appointments/tokens/:tokenId/${act}`,
        on(`${tokens}/${act}`, record, staff),
      ]),
    ),
    'POST /v1/appointments/tokens/:tokenId/service': on(`${tokens}/service`, 'token that waits', {
      ...{ ...staff, body: { room: '4' } },
    }),
    'GET /v1/appointments/tokens/:tokenId': on(tokens, 'token that waits', staff),
    'POST /v1/appointments/tokens/:tokenId/fee-repetition': on(`${tokens}/fee-repetition`, 'token that waits', staff),
    'POST /v1/appointments/tokens/:tokenId/fee-settlement': on(`${tokens}/fee-settlement`, 'token that waits', {
      ...{ ...staff, body: { deed: 'charge', why: 'Paid by hand' } },
    }),
    'POST /v1/appointments/tokens/:tokenId/transfer': row(
      async (idOf) => ({
        url: `/v1/appointments/tokens/${await idOf('token that waits')}/transfer`,
        body: { queueId: await idOf('queue of today') },
      }),
      'facility',
    ),
    'GET /v1/appointments/boards/:facilityId': on('/v1/appointments/boards/:id', 'facility'),
    'GET /v1/appointments/places/:link': row(async (idOf) => {
      const { keys } = world.program.context('appointments')
      return { url: `/v1/appointments/places/${linkOf(keys, (await idOf('token that waits')) as TokenId, TODAY)}` }
    }),
  }
}
