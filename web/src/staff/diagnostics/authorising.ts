// Authorises results: one by one, or all of a run that lie inside a checked range. Each names the draft that was read.
import { useRef, useState } from 'react'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { say } from '../shell/Said.tsx'
import { isNormal, type Line, type Order } from './words.tsx'

export interface Draft {
  readonly order: Order
  readonly line: Line
}

export const draftsOf = (orders: readonly Order[]): Draft[] =>
  orders.flatMap((order) =>
    order.lines.flatMap((line) => (line.result?.status === 'PRELIMINARY' ? [{ order, line }] : [])),
  )

export const isNormalDraft = ({ line: { result } }: Draft): boolean => result !== undefined && isNormal(result)

export function useAuthorising() {
  const { t } = useText()
  const send = useSend('POST /v1/diagnostics/orders/{orderId}/lines/{line}/authorisation')
  const [error, setError] = useState<unknown>()
  const isBusy = useRef(false)
  const sendOne = ({ order: { orderId }, line }: Draft) => {
    const tag = line.result?.revision === undefined ? {} : { ifMatch: `"v${line.result.revision}"` }
    return send.mutateAsync({ path: { orderId, line: line.line }, ...tag })
  }
  const one = async (draft: Draft): Promise<void> => {
    setError(undefined)
    try {
      await sendOne(draft)
      say({
        text: t('staff.laboratory.said.authorised', { test: draft.line.name }),
        ...(draft.order.patient && { detail: draft.order.patient.name }),
      })
    } catch (failure) {
      setError(failure)
    }
  }
  /** Whether it is final now. What needs another person stays, and the others go on; any other failure ends the run. */
  const tryOne = async (draft: Draft): Promise<boolean> => {
    try {
      await sendOne(draft)
      return true
    } catch (failure) {
      if (!isProblem(failure, 'two-persons-needed')) throw failure
      setError(failure)
      return false
    }
  }
  const all = async (drafts: readonly Draft[]): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setError(undefined)
    let done = 0
    try {
      for (const draft of drafts) if (await tryOne(draft)) done++
    } catch (failure) {
      setError(failure)
    } finally {
      isBusy.current = false
    }
    if (done > 0) say({ text: t('staff.laboratory.said.run', { count: done }) })
  }
  return { one, all, error }
}
