// What staff do with a queue and its tokens: each act is sent once, and a word follows it.
import type { Answer } from '../../api/client.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { say } from '../shell/Said.tsx'

export type Queue = Answer<'GET /v1/appointments/queues/{queueId}'>
export type Listed = Answer<'GET /v1/appointments/queues'>['items'][number]
export type Token = Queue['tokens'][number]

export type TokenAct = 'recall' | 'absence' | 'return' | 'pause' | 'completion' | 'cancellation' | 'service'

/** The acts of a queue. `error` is that of the last act that failed. */
export function useActs(queueId: string, room: string) {
  const { t } = useText()
  const call = useSend('POST /v1/appointments/queues/{queueId}/calls')
  const change = useSend('PATCH /v1/appointments/queues/{queueId}')
  const transfer = useSend('POST /v1/appointments/tokens/{tokenId}/transfer')
  const sends = {
    recall: useSend('POST /v1/appointments/tokens/{tokenId}/recall'),
    absence: useSend('POST /v1/appointments/tokens/{tokenId}/absence'),
    return: useSend('POST /v1/appointments/tokens/{tokenId}/return'),
    pause: useSend('POST /v1/appointments/tokens/{tokenId}/pause'),
    completion: useSend('POST /v1/appointments/tokens/{tokenId}/completion'),
    cancellation: useSend('POST /v1/appointments/tokens/{tokenId}/cancellation'),
  }
  const service = useSend('POST /v1/appointments/tokens/{tokenId}/service')
  const all = [call, change, transfer, service, ...Object.values(sends)]
  /** Another act takes the error of the one before away. */
  const begin = (): void => {
    for (const one of all) one.reset()
  }
  const tellOf = ({ patient }: Pick<Token, 'patient'>) => patient && { detail: patient.name }
  return {
    error: all.find(({ error }) => error)?.error,
    isSending: all.some(({ isPending }) => isPending),
    /** Calls the next to the room, or this person out of turn. */
    call: async (token?: Token): Promise<void> => {
      begin()
      const body = { ...(room !== '' && { room }), ...(token && { tokenId: token.tokenId }) }
      const { called } = await call.mutateAsync({ path: { queueId }, body })
      const text = called ? t('staff.queues.said.called', { label: called.label, room: called.room ?? '' }) : undefined
      say({ text: text ?? t('staff.queues.said.nobody'), ...(token && tellOf(token)) })
    },
    act: async (act: TokenAct, token: Token): Promise<void> => {
      begin()
      const path = { tokenId: token.tokenId }
      if (act === 'service') await service.mutateAsync({ path, body: room === '' ? {} : { room } })
      else await sends[act].mutateAsync({ path })
      say({ text: t(`staff.queues.said.${act}`, { label: token.label }), ...tellOf(token) })
    },
    transfer: async (token: Token, to: { readonly queueId: string; readonly name: string }): Promise<void> => {
      begin()
      const sent = await transfer.mutateAsync({ path: { tokenId: token.tokenId }, body: { queueId: to.queueId } })
      say({ text: t('staff.queues.said.transfer', { label: sent.label, name: to.name }), ...tellOf(token) })
    },
    change: async (status: Queue['status'], before: Queue['status']): Promise<void> => {
      begin()
      await change.mutateAsync({ path: { queueId }, body: { status } })
      const undo = () => change.mutateAsync({ path: { queueId }, body: { status: before } })
      say({ text: t(`staff.queues.said.${status}`), undo })
    },
  }
}

export type Acts = ReturnType<typeof useActs>

/** An act that a button or a key begins: its failure stands on the page already. */
export const quietly = (work: Promise<void>): void => void work.catch(() => undefined)
