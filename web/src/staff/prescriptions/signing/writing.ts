// What a doctor writes in a visit beside the note: medicines and tests. It stays in this tab until it is signed.
import { useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { keep, readKept } from '../../../session/kept.ts'
import { doseOf, type NewLine, type Route, type Taking } from './taking.ts'

export type Item = Answer<'GET /v1/inventory/items'>['items'][number]
export type Test = Answer<'GET /v1/diagnostics/tests'>['items'][number]
export type Priority = 'routine' | 'urgent' | 'stat'

export interface Written {
  readonly item: Pick<Item, 'itemCode' | 'name' | 'unit'>
  readonly taking: Taking
  readonly route: Route
  /** A pharmacist asks before giving another brand. */
  readonly asks: boolean
}

export interface Writing {
  readonly lines: readonly Written[]
  readonly tests: readonly Pick<Test, 'code' | 'name'>[]
  readonly priority: Priority
}

const NOTHING: Writing = { lines: [], tests: [], priority: 'routine' }

const nameOf = (accountId: string, visitId: string): string => `visit-writing.${accountId}.${visitId}`

/** Survives a lost connection and a reload, as the note does. Sign-out removes it; another account has another name. */
export function useWriting(accountId: string, visitId: string) {
  const name = nameOf(accountId, visitId)
  const [writing, setWriting] = useState<Writing>(() => readKept<Writing>(name) ?? NOTHING)
  const [wasKept] = useState(writing !== NOTHING)
  const write = (change: Partial<Writing>): void =>
    setWriting((before) => {
      const next = { ...before, ...change }
      keep(name, next.lines.length + next.tests.length === 0 ? undefined : next)
      return next
    })
  return { writing, write, wasKept }
}

export const toNewLine = ({ item, taking, route, asks }: Written): NewLine => ({
  ...{ itemCode: item.itemCode, dose: doseOf(taking.times, item.unit), route, substitution: asks ? 'ask' : 'allowed' },
  ...taking,
})
