// One place for the tests of an area: the program, a ward, a citizen, and short words for requests.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { type Citizen, type Person, type Setup, type SetupOptions, setup } from '../../testing/setup.ts'
import { openWard, type Ward, walkIn } from '../visits/testing.ts'
import { schedules, subscriptions } from './jobs.ts'
import { contextOf, newPdf, type Seen, type Sent, upload } from './testing.ts'
import { openUploads } from './uploads/steps.ts'

export const KIB = 1024
export const HOUR_MS = 3_600_000

/** Opens the place before the tests of a file, and closes it after them. */
export function openPlace(options?: () => Promise<SetupOptions>): Files {
  const cleanUps: (() => Promise<void>)[] = []
  const files = new Files()
  before(async () => {
    const later = { after: (cleanUp: () => Promise<void>) => void cleanUps.push(cleanUp) }
    files.place = await setup(later, await options?.())
    files.here = await openWard(files.place)
    files.asha = await files.place.citizen()
  })
  after(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
  })
  return files
}

export class Files {
  place!: Setup
  here!: Ward
  asha!: Citizen

  get = (by: Person | undefined, url: string, headers: Record<string, string> = {}): Promise<Sent> =>
    this.place.ask<Seen>('GET', url, { by, headers })

  post = (by: Person, url: string, body: object = {}, key?: string): Promise<Sent> =>
    this.place.ask<Seen>('POST', url, { by, body, ...(key && { key }) })

  /** The raw answer, whose body is bytes. */
  raw = (by: Person, url: string, headers: Record<string, string> = {}) =>
    this.place.program.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${by.token}`, ...headers } })

  statusOf = async (by: Person, documentId: string): Promise<number> =>
    (await this.raw(by, `/v1/documents/${documentId}/content`)).statusCode

  store = async (by: Person = this.asha, patientId: string = this.asha.patientId, more: object = {}) => {
    const { status, body } = await upload(this.place, { by, patientId, bytes: newPdf(), more })
    assert.equal(status, 200, JSON.stringify(body))
    return body.documentId
  }

  give = (by: Person, body: object): Promise<Sent> =>
    this.post(by, '/v1/documents/grants', { untilOn: '2026-06-30', purpose: 'Second opinion', ...body })

  /** A patient whom the doctor of the ward treats. */
  treated = async (): Promise<Citizen> => {
    const one = await this.place.citizen()
    const { status, body } = await walkIn(this.place, this.here, one.patientId)
    assert.equal(status, 201, JSON.stringify(body))
    await this.hearVisits(one)
    return one
  }

  /** Lets documents hear of the visits of a patient. */
  hearVisits = async ({ patientId }: Citizen): Promise<void> => {
    const { rows } = await this.place.program
      .context('visits')
      .pool.query(`select name, body from visits.outbox where body->'body'->>'patientId' = $1`, [patientId])
    for (const { event, handle } of subscriptions(contextOf(this.place))) {
      for (const { name, body } of rows) if (event.name === name) await handle(body as never)
    }
  }

  /** Lets documents hear of a merge or of its undo, and forget whose records they were. */
  tellMerge = async (kind: 'merged' | 'unmerged', body: object): Promise<void> => {
    for (const { event, handle } of subscriptions(contextOf(this.place)))
      if (event.name === `patients.patients-${kind}.v1`) await handle({ body } as never)
    const { cache } = contextOf(this.place)
    for (const id of Object.values(body)) await cache.delete(`person:${id}`)
  }

  runJob = async (name: string): Promise<void> => {
    const context = contextOf(this.place)
    const metrics = { ...context.metrics, gauge: () => undefined } as never
    const found = schedules({ ...context, metrics }, openUploads(context)).find((one) => one.name === name)
    await found?.run()
  }
}

export const slugOf = ({ status, body }: { status: number; body: Seen }): string =>
  `${status} ${body.type?.replace('/problems/', '')}`
