// What the fault tests share: a program that answers requests, workers in their own processes, and many requests.
import assert from 'node:assert/strict'
import type { WithAfter } from '../../testing/database.ts'
import { startIndex } from '../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../testing/fakes/receiver.ts'
import { type ServeProcess, startServe } from '../../testing/process.ts'
import { setup } from '../../testing/setup.ts'
import { until } from '../../testing/until.ts'
import { type Askable, type Customer, FAST, onboard, outside, patientOf } from './testing.ts'

/** The program in the test process answers requests but runs no worker. Each worker is a separate process. */
export async function beginWithProcesses(t: WithAfter, env: Record<string, string> = {}, databaseUrl?: string) {
  const index = await startIndex(t)
  const settings = { ...FAST, ...outside(index), ...env }
  const place = await setup(t, { clock: 'real', env: settings, ...(databaseUrl && { databaseUrl }) })
  const customer = await onboard(place, await startReceiver(t))
  const startWorker = async (more: Record<string, string> = {}): Promise<ServeProcess> => {
    const worker = await startServe(place.databaseUrl, { ...settings, SEHAT_LOG_LEVEL: 'info', ...more })
    t.after(() => worker.kill())
    return worker
  }
  return { index, place, customer, startWorker }
}

export async function linkMany(
  customer: Customer,
  name: string,
  count: number,
  at?: Askable,
): Promise<Map<string, string>> {
  const accepted = new Map<string, string>()
  let next = 0
  const send = async (): Promise<void> => {
    while (next < count) {
      const index = next++
      const id = `${name}-${index}`
      const kind = index % 10 === 9 ? 'Nobody' : index % 10 === 8 ? 'Choice' : 'Certain'
      const { status, body } = await customer.link(patientOf(kind, id), { ...(at && { at }) })
      assert.equal(status, 202, JSON.stringify(body))
      accepted.set(id, body['workflow-id'])
    }
  }
  await Promise.all(Array.from({ length: 16 }, send))
  return accepted
}

/** Repeats one request after each 503 until it is accepted, as a customer does. */
export async function insist(customer: Customer, id: string, at: Askable): Promise<{ id: string; repeats: number }> {
  const key = crypto.randomUUID()
  let accepted = ''
  let repeats = -1
  await until(`${id} is accepted`, async () => {
    const { status, body } = await customer.link(patientOf('Certain', id), { key, at })
    repeats++
    if (status === 202) accepted = body['workflow-id']
    else assert.equal(status, 503, JSON.stringify(body))
    return status === 202
  })
  return { id: accepted, repeats }
}
