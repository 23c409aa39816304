// The accept path: checks each request, and writes requests that arrive together in one statement.

import { dayInIndia } from '../../../platform/clock.ts'
import { isAadhaar } from '../../../platform/http/formats.ts'
import { newId } from '../../../platform/id.ts'
import { requireKey } from '../../../platform/idempotency.ts'
import { idempotencyKeyReused, invalidField, Problem, unavailable } from '../../../platform/problem.ts'
import { again } from '../../../platform/work/again.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import { AADHAAR_HASH_SYSTEM, isAadhaarSystem } from '../../patients/contract.ts'
import type { Guard } from '../callbacks/addresses.ts'
import { type LinkPatient, type LinkRequest, linkOccupied, type WorkflowId, webhookRefused } from '../contract.ts'
import { bucketOf } from '../customers/directory.ts'
import { readBirthDate, refuseBirth } from '../rules.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import type { RequestStore, StoredColumns } from './request-store.ts'
import { toFacts, type Verdict } from './rules.ts'
import { acceptLinks, type NewLink } from './store.ts'

export interface Accepted {
  readonly workflowId: WorkflowId
  readonly replayed: boolean
}

export interface Asked {
  readonly customer: CustomerRow
  readonly key: string
  readonly requestId: string
  readonly body: LinkRequest
}

export interface Acceptance {
  accept(asked: Asked): Promise<Accepted>
  /** Counts these requests of the customer. Throws a 429 problem when the customer exceeds its limit. */
  admit(customer: CustomerRow, count: number): void | Promise<void>
  stop(): Promise<void>
}

const BATCH_SIZE_MAX = 128
const WAITING_MAX = 5_000
const LANES = 2
/** Most workflows end within this time. So the eraser, which looks so long after the end, puts off few of them. */
const LIFE_SECONDS = 300

export function createAcceptance(
  context: LinkageContext,
  guard: Guard,
  requests: RequestStore,
  onAccepted: () => void,
): Acceptance {
  const { clock, keys, meter, metrics } = context
  const verdicts = metrics.counter('link_requests_total', 'Requests to link, by verdict', ['verdict'])
  const { archiveSeconds } = context.config.linkage
  const eraseSeconds = archiveSeconds + Math.min(archiveSeconds, LIFE_SECONDS)
  const acceptAll = (links: readonly NewLink[]) => acceptLinks(context.pool, links, eraseSeconds)
  const batch = createBatch<NewLink, Verdict>({
    sizeMax: BATCH_SIZE_MAX,
    waitingMax: WAITING_MAX,
    lanes: LANES,
    overloaded: () =>
      new Problem(unavailable, { detail: 'Too many requests wait. Try again in 2 seconds.', retryAfterSeconds: 2 }),
    // Two processes may write the same people at once and block each other (deadlock). One of them then tries again.
    run: (links) => again(() => acceptAll(links)),
  })
  metrics.gauge('link_requests_waiting', 'Requests to link that wait for their batch', () => batch.waiting)

  return {
    async accept({ customer, key, requestId, body: stated }) {
      requireKey(key)
      const now = clock.now()
      const body = check(stated, customer, guard, dayInIndia(now))
      const cell = bucketOf(customer.id, body.patient.id)
      const workflowId = newId<'workflow'>(cell, now.getTime())
      const kept = withoutAadhaar(body, context)
      const write = async (columns: StoredColumns, isAlone = false): Promise<Verdict> => {
        const link: NewLink = {
          cell,
          requestId,
          customerId: customer.id,
          patientId: body.patient.id,
          factsHash: keys.hash('request', `patient ${customer.id}\n${toFacts(kept.patient)}`),
          webhookUrl: body.webhook ?? null,
          choiceBy: customer.choice_by,
          ...columns,
          deliveryId: newId<'delivery'>(cell, now.getTime()),
          at: now,
        }
        if (!isAlone) return batch.submit(link)
        return (await again(() => acceptAll([link])))[0] as Verdict
      }
      const stored = { customer, key, workflowId, body: kept }
      const { verdict, workflowId: found } = await requests.accept(stored, write)
      verdicts.inc({ verdict })
      if (verdict === 'key-reused') throw new Problem(idempotencyKeyReused)
      if (verdict === 'occupied') throw new Problem(linkOccupied)
      if (verdict === 'accepted') onAccepted()
      return { workflowId: found, replayed: verdict === 'replayed' }
    },
    admit: ({ id, requests_per_second: max }, count) => meter.require({ name: 'links', max, seconds: 1 }, id, count),
    stop: () => batch.idle(),
  }
}

/** Checks a request. Gives it with the birth date in our form. */
function check(body: LinkRequest, customer: CustomerRow, guard: Guard, today: string): LinkRequest {
  const { patient, webhook } = body
  const dob = patient.dob === undefined ? undefined : readBirthDate(patient.dob)
  if (patient.dob !== undefined && dob === undefined) throw invalidField('/patient/dob', 'is not a day of the calendar')
  const refusal = refuseBirth(dob, today)
  if (refusal) throw invalidField('/patient/dob', refusal)
  const numbers = patient.identifiers ?? []
  for (const [at, { system, value }] of numbers.entries()) {
    if (isAadhaarSystem(system) && !isAadhaar(digitsOf(value))) {
      throw invalidField(`/patient/identifiers/${at}/value`, 'is not a valid Aadhaar number; check its 12 digits')
    }
  }
  if (webhook !== undefined) requireWebhook('/webhook', webhook, guard, customer.allowed_hosts)
  return dob === undefined ? body : { ...body, patient: { ...patient, dob } }
}

/** Throws the problem `webhook-refused`, with the field, when Sehat may not call the URL. */
export function requireWebhook(pointer: string, url: string, guard: Guard, hosts?: readonly string[]): void {
  const refuse = (detail: string): never => {
    throw new Problem(webhookRefused, { detail: `${pointer}: ${detail}`, errors: [{ pointer, detail }] })
  }
  const refusal = guard.refuseUrl(url)
  if (refusal) refuse(refusal)
  if (hosts && !hosts.includes(new URL(url).hostname)) {
    refuse('is on a host that the customer may not name; see `allowed-hosts`')
  }
}

const digitsOf = (value: string): string => value.replaceAll(/[ -]/g, '')

// We never store an Aadhaar number, not even encrypted. A keyed hash replaces it before we write anything.
function withoutAadhaar(body: LinkRequest, { keys }: LinkageContext): LinkRequest {
  const numbers = body.patient.identifiers
  if (!numbers?.some(({ system }) => isAadhaarSystem(system))) return body
  const identifiers = numbers.map(({ system, value }) =>
    isAadhaarSystem(system)
      ? { system: AADHAAR_HASH_SYSTEM, value: keys.hash('aadhaar', digitsOf(value)) }
      : { system, value },
  )
  const patient: LinkPatient = { ...body.patient, identifiers }
  return { ...body, patient }
}
