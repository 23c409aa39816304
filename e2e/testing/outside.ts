// Acts as an outside system that links its patients, for browser tests.
import assert from 'node:assert/strict'
import type { Sehat } from './sehat.ts'

export interface Credentials {
  readonly customerId: string
  readonly secret: string
}

/** Sends a request to link, as the customer's own program does. Gives the id of the workflow. */
export async function link(
  sehat: Sehat,
  { customerId, secret }: Credentials,
  id: string,
  patient: object,
): Promise<string> {
  const credentials = { 'customer-id': customerId, secret }
  const signed = await sehat.ask<{ 'customer-token': string }>('POST', '/v1/customers/token', { body: credentials })
  const headers = { 'customer-token': signed.body['customer-token'] }
  const body = { patient: { id, ...patient } }
  const answer = await sehat.ask<{ 'workflow-id': string }>('POST', '/link', { key: id, headers, body })
  assert.equal(answer.status, 202, JSON.stringify(answer.body))
  return answer.body['workflow-id']
}
