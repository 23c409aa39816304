// A record of the archive: encrypted under a key of its own, and bound to its workflow. Nothing else opens it.
import { hash } from 'node:crypto'
import { cellOf } from '../../../platform/id.ts'
import { keyFrom, seal, unseal } from '../../../platform/keys.ts'
import type { LinkRequest, WorkflowId } from '../contract.ts'

/** What an archived request says. The callbacks hold what the customer heard. */
export interface ArchivedRequest {
  readonly archivedAt: string
  readonly workflow: Readonly<Record<string, unknown>>
  readonly customerName: string | null
  /** Null when the data was gone before. */
  readonly request: LinkRequest | null
  /** The candidates of whom a person had to choose. */
  readonly candidates: unknown
  /** The person to whom the workflow linked the patient. */
  readonly linkedTo: string | null
  readonly callbacks: readonly unknown[]
}

export interface Sealer {
  seal(id: WorkflowId, record: ArchivedRequest): Buffer
  /** Throws an Error that says what is wrong with the record or the key. */
  open(id: WorkflowId, bytes: Buffer): ArchivedRequest
}

/** The folders hold a few thousand files each: one for each bucket in each 4.6 hours. */
export const nameOf = (id: WorkflowId): string =>
  `linkage/${id.slice(0, 6)}/${cellOf(id).toString(16).padStart(4, '0')}/${id}`

const HEAD = 'SEHAT-ARCHIVE-1'
const placeOf = (id: WorkflowId): string => `linkage.archive ${id}`

/** The name of the key is in the record, so that whoever opens it with another key is told. */
export function createSealer(secret: string): Sealer {
  const key = keyFrom(secret, 'linkage archive')
  const keyName = hash('sha256', `sehat archive key ${key.export().toString('hex')}`).slice(0, 16)
  return {
    seal: (id, record) =>
      Buffer.concat([Buffer.from(`${HEAD} ${keyName}\n`), seal(key, JSON.stringify(record), placeOf(id))]),
    open(id, bytes) {
      const end = bytes.indexOf('\n')
      const [head, name] = bytes.subarray(0, Math.max(0, end)).toString('utf8').split(' ')
      if (head !== HEAD) throw new Error('this file is not a record of the archive')
      if (name !== keyName) throw new Error(`the record needs the archive key ${name}; this one is ${keyName}`)
      try {
        return JSON.parse(unseal(key, bytes.subarray(end + 1), placeOf(id))) as ArchivedRequest
      } catch {
        throw new Error('the record was changed, or belongs to another workflow')
      }
    },
  }
}
