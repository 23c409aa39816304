// Tests the states of a document, each event in each state.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DOCUMENT_STATUSES } from '../contract.ts'
import { type DocumentEvent, decideDocument } from './states.ts'

const EVENTS: readonly DocumentEvent[] = ['complete', 'store', 'refuse', 'abort', 'withdraw']

/** What people may still do with it, and where each event that is allowed leads. */
const EXPECTED: Readonly<Record<string, readonly [readonly DocumentEvent[], Partial<Record<DocumentEvent, string>>]>> =
  {
    RECEIVING: [['complete', 'abort'], { complete: 'CHECKING', abort: 'ABORTED' }],
    CHECKING: [['complete'], { complete: 'CHECKING', store: 'STORED', refuse: 'REFUSED' }],
    STORED: [['withdraw'], { withdraw: 'WITHDRAWN' }],
    REFUSED: [[], {}],
    ABORTED: [[], {}],
    WITHDRAWN: [[], {}],
  }

test('each event leads from each state to the one state that is allowed, or is refused with what may be done', () => {
  for (const status of DOCUMENT_STATUSES) {
    const [instead, leads] = EXPECTED[status] as (typeof EXPECTED)[string]
    for (const event of EVENTS) {
      const next = leads[event]
      assert.deepEqual(decideDocument(status, event), next === undefined ? { instead } : { next }, `${event} ${status}`)
    }
  }
})

test('what is refused, aborted or withdrawn never changes, and nothing is stored without a check', () => {
  const reached = (from: string): string[] => Object.values(EXPECTED[from]?.[1] ?? {})
  for (const status of ['REFUSED', 'ABORTED', 'WITHDRAWN']) assert.deepEqual(reached(status), [])
  const before = DOCUMENT_STATUSES.filter((status) => reached(status).includes('STORED'))
  assert.deepEqual(before, ['CHECKING'])
})
