// Who comes next: ends the turn of the patient of this visit, calls the next of the own queue, and finds the visit.
import { ask } from '../../api/client.ts'
import { useSend } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useAccount, useMay } from '../../session/session.ts'
import type { Listed, Queue, Token } from '../queues/acts.ts'
import { roomOf } from '../queues/OneQueue.tsx'
import type { Visit } from './words.tsx'

export interface Next {
  readonly visitId: string
  /** What the board shows; undefined for somebody without a number. */
  readonly label?: string
  readonly room?: string
}

const isLive = ({ status }: { readonly status: string }): boolean => status === 'OPEN' || status === 'IN_PROGRESS'

export function useNextPatient(visit: Visit | undefined) {
  const { facilityId = '' } = useAccount()
  const mayServe = useMay('queue.serve')
  const call = useSend('POST /v1/appointments/queues/{queueId}/calls')
  const begin = useSend('POST /v1/appointments/tokens/{tokenId}/service')
  const complete = useSend('POST /v1/appointments/tokens/{tokenId}/completion')
  const close = useSend('POST /v1/visits/{visitId}/closure')
  const open = useSend('POST /v1/visits')

  const readQueue = async (listed: Listed): Promise<Queue> =>
    ask('GET /v1/appointments/queues/{queueId}', { path: { queueId: listed.queueId } })

  const endTurn = async (token: Token, room: string): Promise<void> => {
    const path = { tokenId: token.tokenId }
    if (token.status === 'CALLED') await begin.mutateAsync({ path, body: room === '' ? {} : { room } })
    await complete.mutateAsync({ path })
  }
  const visitOf = async ({ appointmentId, patientId }: Token): Promise<string | undefined> => {
    if (appointmentId !== undefined) return (await open.mutateAsync({ body: { appointmentId } })).visitId
    return (await listDay()).find((one) => one.patientId === patientId && isLive(one))?.visitId
  }
  const listDay = async () =>
    (await ask('GET /v1/visits', { query: { facility: facilityId, day: today(), limit: 100 } })).items

  const callNext = async (): Promise<Next | undefined> => {
    const { items } = await ask('GET /v1/appointments/queues', { query: { facility: facilityId } })
    const listed = items.find(({ kind, status }) => kind === 'practice' && status !== 'closed')
    if (!listed) return undefined
    const room = roomOf(listed.usualRoom).trim()
    const queue = await readQueue(listed)
    const inside = queue.tokens.find(({ status }) => status === 'CALLED' || status === 'IN_SERVICE')
    const isHere = inside !== undefined && inside.patientId === visit?.patientId
    // Somebody sits in the room already: that visit is the next one.
    if (inside && !isHere) return toNext(inside)
    if (inside) await endTurn(inside, room)
    const { called } = await call.mutateAsync({ path: { queueId: listed.queueId }, body: room === '' ? {} : { room } })
    if (!called) return undefined
    const token = (await readQueue(listed)).tokens.find(({ tokenId }) => tokenId === called.tokenId)
    return token && toNext(token)
  }
  const toNext = async (token: Token): Promise<Next | undefined> => {
    const visitId = await visitOf(token)
    const { label, room } = token
    return visitId === undefined ? undefined : { visitId, label, ...(room !== undefined && { room }) }
  }
  /** People without a number follow in the order of their arrival. */
  const firstWaiting = async (): Promise<Next | undefined> => {
    const waiting = (await listDay()).filter((one) => one.status === 'OPEN' && one.visitId !== visit?.visitId)
    const [first] = waiting.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt))
    return first && { visitId: first.visitId }
  }
  const all = [call, begin, complete, close, open]
  return {
    error: all.find(({ error }) => error)?.error,
    /** A visit whose note is signed is over when the doctor goes on. */
    goOn: async (): Promise<Next | undefined> => {
      for (const one of all) one.reset()
      const isOver = visit !== undefined && isLive(visit) && visit.noteVersion > 0 && visit.draft === undefined
      if (isOver) await close.mutateAsync({ path: { visitId: visit.visitId } })
      return (mayServe ? await callNext() : undefined) ?? (await firstWaiting())
    },
  }
}
