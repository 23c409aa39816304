// What a doctor writes in a visit beside the note: medicines and tests. It stays in this tab until it is signed.
import { useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { postPrescriptions } from '../../../api/limits/post-prescriptions.ts'
import { keep, readKept } from '../../../session/kept.ts'
import { doseOf, type NewLine, type Taking, toTyped } from './taking.ts'
import type { Way } from './ways.ts'

export type Item = Answer<'GET /v1/inventory/items'>['items'][number]
export type Test = Answer<'GET /v1/diagnostics/tests'>['items'][number]
export type Priority = 'routine' | 'urgent' | 'stat'

export interface Written {
  /** Without `itemCode` it is a medicine in words, which the list does not have. */
  readonly item: Pick<Item, 'name' | 'unit'> & Partial<Pick<Item, 'itemCode' | 'form'>>
  readonly taking: Taking
  readonly route: Way
  /** A pharmacist asks before giving another brand. */
  readonly asks: boolean
}

export interface Writing {
  readonly lines: readonly Written[]
  /** How often the prescription may be filled again. */
  readonly repeats: number
  /** Undefined: what the lines and the repeats need. */
  readonly validDays: number | undefined
  readonly tests: readonly Pick<Test, 'code' | 'name' | 'priceCode'>[]
  readonly priority: Priority
}

export const NO_LINES = { lines: [], repeats: 0, validDays: undefined } satisfies Partial<Writing>
const NOTHING: Writing = { ...NO_LINES, tests: [], priority: 'routine' }

const nameOf = (accountId: string, visitId: string): string => `visit-writing.${accountId}.${visitId}`

/** Survives a lost connection and a reload, as the note does. Sign-out removes it; another account has another name. */
export function useWriting(accountId: string, visitId: string) {
  const name = nameOf(accountId, visitId)
  const [kept] = useState(() => readKept<Partial<Writing>>(name))
  const [writing, setWriting] = useState<Writing>({ ...NOTHING, ...kept })
  const write = (change: Partial<Writing>): void =>
    setWriting((before) => {
      const next = { ...before, ...change }
      keep(name, next.lines.length + next.tests.length === 0 ? undefined : next)
      return next
    })
  return { writing, write, wasKept: kept !== undefined }
}

export const toNewLine = ({ item, taking, route, asks }: Written): NewLine => ({
  ...(item.itemCode === undefined
    ? { genericName: item.name, ...(item.form !== undefined && { form: item.form }) }
    : { itemCode: item.itemCode }),
  ...{ dose: doseOf(taking.times, item.unit), route, substitution: asks ? 'ask' : 'allowed' },
  ...taking,
})

const USUAL_DAYS = 30

/** Long enough for all repeats, and for people who come late. */
export function validDaysOf({ lines, repeats, validDays }: Pick<Writing, 'lines' | 'repeats' | 'validDays'>): number {
  const longest = Math.max(0, ...lines.map(({ taking }) => taking.days))
  return validDays ?? Math.min(postPrescriptions.validDays.maximum, Math.max(USUAL_DAYS, longest * (1 + repeats)))
}

type Usual = Readonly<Record<string, string>>

const usualName = (accountId: string): string => `usual-takings.${accountId}`

/** How this doctor wrote a medicine the last time in this tab, for another patient: an offer that can be changed. */
export const usualOf = (accountId: string, { itemCode = '' }: Written['item']): string =>
  readKept<Usual>(usualName(accountId))?.[itemCode] ?? ''

/** Words are not kept: they may tell something of a patient. */
export function noteUsual(accountId: string, { item: { itemCode }, taking: { times, days } }: Written): void {
  if (itemCode === undefined) return
  const name = usualName(accountId)
  keep(name, { ...readKept<Usual>(name), [itemCode]: toTyped({ times, days }) })
}
