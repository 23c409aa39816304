// The hashes that bind the rows of a chain, and the walk that finds the first row which was changed afterwards.
import { hash } from 'node:crypto'
import type { ChainRow, ChangeRow, ReadRow } from '../tables.ts'

export type ChainKind = ChainRow['kind']

/** What happened to the trail. `altered`: a value of the row. `moved`: its place. `rewritten`: the whole chain. */
export type FaultKind = 'missing' | 'altered' | 'moved' | 'added' | 'rewritten' | 'unsigned'

/** The first place where the trail is not as it was written. */
export interface Fault {
  readonly fault: FaultKind
  readonly day: string
  /** Left out when the fault concerns the day as a whole. */
  readonly kind?: ChainKind
  readonly cell?: number
  /** The number of the row in its chain. */
  readonly seq?: number
  readonly rowId?: string
}

type Link = 'seq' | 'prev_hash' | 'hash'
export type ReadContent = Omit<ReadRow, Link>
export type ChangeContent = Omit<ChangeRow, Link>

const sha256 = (text: string | Buffer): Buffer => hash('sha256', text, 'buffer')

/** The hash of all values of a read. */
export function hashRead(row: ReadContent): Buffer {
  const who = [row.account_id, row.role, row.facility_id, row.basis]
  const what = [row.patient_id, row.record_kind, row.action, row.record_id]
  const when = [row.at.toISOString(), row.request_id, row.recorded_on]
  return sha256(JSON.stringify([row.cell, row.id, ...who, ...what, ...when]))
}

/** The hash of all values of a change. */
export function hashChange(row: ChangeContent): Buffer {
  const who = [row.account_id, row.role, row.facility_id, row.on_behalf_of_id]
  const what = [row.name, row.patient_id, row.other_patient_id, row.body_hash.toString('hex')]
  const when = [row.at.toISOString(), row.request_id, row.recorded_on]
  return sha256(JSON.stringify([row.cell, row.id, ...who, ...what, ...when]))
}

/** The hash of a body. Its members are sorted, because JSON does not say in which order they stand. */
export function hashBody(body: unknown): Buffer {
  return sha256(JSON.stringify(body, (_name, value: unknown) => (isObject(value) ? sorted(value) : value)) ?? 'null')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sorted = (value: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))

/** The hash with which a chain begins. The function `lock_chain` makes the same. */
export function hashOfName({ kind, cell, recorded_on }: Pick<ChainRow, 'kind' | 'cell' | 'recorded_on'>): Buffer {
  return sha256(`sehat audit ${kind} ${cell} ${recorded_on}`)
}

/** The hash over the ends of the chains of one day. */
export function hashOfEnds(chains: readonly Pick<ChainRow, 'cell' | 'kind' | 'length' | 'hash'>[]): Buffer {
  const lines = chains.map(({ cell, kind, length, hash }) => `${cell} ${kind} ${length} ${hash.toString('hex')}\n`)
  return sha256(lines.sort().join(''))
}

/** The hash of a signature, which the signature of the next day contains. */
export const hashOfSignature = (signature: string): string => sha256(signature).toString('base64url')

/** A row in its chain, with the hash of its values as they are now. */
export interface LinkedRow {
  readonly id: string
  readonly seq: number
  readonly prev_hash: Buffer
  readonly hash: Buffer
  readonly content: Buffer
}

export interface Walk {
  /** Takes the next row in the order of `seq`. Gives the fault of the row, if it has one. */
  step(row: LinkedRow): Fault | undefined
  /** Compares the rows that were taken with the end that the chain names. */
  end(): Fault | undefined
}

/** Walks one chain from its beginning. */
export function walkChain(chain: Pick<ChainRow, 'kind' | 'cell' | 'recorded_on' | 'length' | 'hash'>): Walk {
  let seq = 0
  let last = hashOfName(chain)
  const faultAt = (fault: FaultKind, place: number, rowId?: string): Fault => ({
    ...{ fault, day: chain.recorded_on, kind: chain.kind, cell: chain.cell, seq: place },
    ...(rowId !== undefined && { rowId }),
  })
  return {
    step(row) {
      seq++
      if (row.seq > seq) return faultAt('missing', seq)
      if (seq > chain.length || row.seq < seq) return faultAt('added', row.seq, row.id)
      const isWhole = sha256(Buffer.concat([row.prev_hash, row.content])).equals(row.hash)
      if (!isWhole) return faultAt('altered', row.seq, row.id)
      if (!row.prev_hash.equals(last)) return faultAt('moved', row.seq, row.id)
      last = row.hash
      return undefined
    },
    end() {
      if (seq < chain.length) return faultAt('missing', seq + 1)
      return last.equals(chain.hash) ? undefined : faultAt('rewritten', seq)
    },
  }
}
