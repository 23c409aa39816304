// Asks for a payment of a bill by UPI, and watches it until the bank has said what became of it.
import { useEffect, useState } from 'react'
import type { Answer } from './api/client.ts'
import { useAnswer, useSend } from './api/queries.ts'

type Asked = Answer<'POST /v1/billing/invoices/{invoiceId}/upi-requests'>
/** `ended`: the time is over, or the bank refused. */
export type UpiState = 'idle' | 'waiting' | 'paid' | 'ended'

const EVERY_MS = 2_000

/** `ask` gives what stands in the QR code. While a request waits, asking again gives the same one. */
export function useUpi(invoiceId: string) {
  const send = useSend('POST /v1/billing/invoices/{invoiceId}/upi-requests')
  const [asked, setAsked] = useState<Asked>()
  const [state, setState] = useState<UpiState>('idle')
  const isWaiting = state === 'waiting'
  const { data } = useAnswer(
    'GET /v1/billing/invoices/{invoiceId}',
    { path: { invoiceId } },
    { enabled: isWaiting, ...(isWaiting && { everyMs: EVERY_MS }) },
  )
  const status = data?.payments.find(({ paymentId }) => paymentId === asked?.paymentId)?.status
  useEffect(() => {
    if (!isWaiting || status === undefined || status === 'PENDING') return
    setState(status === 'DONE' ? 'paid' : 'ended')
  }, [isWaiting, status])
  const ask = async (amountPaise?: number): Promise<Asked> => {
    const body = amountPaise === undefined ? {} : { amountPaise }
    const answer = await send.mutateAsync({ path: { invoiceId }, body })
    setAsked(answer)
    setState('waiting')
    return answer
  }
  const forget = (): void => {
    setAsked(undefined)
    setState('idle')
  }
  return { asked, state, ask, forget, error: send.error, isAsking: send.isPending }
}
