// One upload of a page: it begins, is paused, goes on after a lost line or a reload, and ends stored or given up.
import { useEffect, useRef, useState } from 'react'
import type { Answer, Request } from '../api/client.ts'
import { ApiProblem, isProblem } from '../api/problem.ts'
import { useAnswer, useSend } from '../api/queries.ts'
import { keep, readKept } from '../session/kept.ts'
import { sumOf } from './kinds.ts'
import { FileGone, lineOrTime, mayPass, type OnItsWay, sendFile } from './sending.ts'

export type Stored = Answer<'POST /v1/documents/uploads/{uploadId}/completion'>
type Stated = Request<'POST /v1/documents'>['body']

/** What this tab keeps of an upload over a reload. The file itself stays on the device: it must be chosen again. */
export interface Kept {
  readonly uploadId: string
  readonly title: string
  readonly name: string
  readonly sizeBytes: number
  readonly lastModified: number
}

/** Where an upload is. `lost`: it waits for the line. `stopped`: after a reload, until the file is chosen again. */
export type Stage = 'none' | 'sending' | 'paused' | 'lost' | 'checking' | 'stopped'

/** While the server still checks the file, this asks again. */
const CHECK_MS = 2_000

/** The files of uploads that a closed part of the page has left: it goes on with them when it opens again. */
const chosen = new Map<string, File>()

export const isSame = (kept: Kept, { name, size, lastModified }: File): boolean =>
  kept.name === name && kept.sizeBytes === size && kept.lastModified === lastModified

const OVER = [404, 409, 413]
/** What the server has refused is over: the file may be chosen anew, or another one. */
const isOver = (error: unknown): boolean => error instanceof ApiProblem && OVER.includes(error.status)

/** What a page knows of an upload, and what this tab keeps of it. */
function useStage(patientId: string) {
  const keptAs = `upload ${patientId}`
  const [kept, setKept] = useState(() => readKept<Kept>(keptAs))
  const [stage, setStage] = useState<Stage>(kept ? 'stopped' : 'none')
  const [sentBytes, setSent] = useState(0)
  const [error, setError] = useState<unknown>()
  const note = (next: Kept | undefined): void => {
    keep(keptAs, next)
    setKept(next)
  }
  const forget = (uploadId = kept?.uploadId): void => {
    if (uploadId !== undefined) chosen.delete(uploadId)
    note(undefined)
    setStage('none')
    setSent(0)
  }
  return { kept, stage, sentBytes, error, note, forget, setStage, setSent, setError }
}

/** Sends a file and completes its upload. */
function useSender(here: ReturnType<typeof useStage>, onStored: (document: Stored) => void) {
  const { forget, setStage, setSent, setError } = here
  const control = useRef<AbortController>(undefined)
  const complete = useSend('POST /v1/documents/uploads/{uploadId}/completion')
  useEffect(() => () => control.current?.abort(), [])
  const finish = async (uploadId: string, signal: AbortSignal): Promise<Stored> => {
    for (;;) {
      try {
        return await complete.mutateAsync({ path: { uploadId } })
      } catch (failed) {
        if (signal.aborted || !(mayPass(failed) || isProblem(failed, 'request-in-progress'))) throw failed
        await lineOrTime(CHECK_MS, signal)
      }
    }
  }
  const run = async (upload: OnItsWay, file: File): Promise<void> => {
    const { uploadId } = upload
    control.current = new AbortController()
    const { signal } = control.current
    setError(undefined)
    setStage('sending')
    setSent(upload.receivedBytes)
    const onLost = (isLost: boolean): void => setStage(isLost ? 'lost' : 'sending')
    try {
      await sendFile(upload, file, { signal, onSent: setSent, onLost })
      setStage('checking')
      const stored = await finish(uploadId, signal)
      forget(uploadId)
      onStored(stored)
    } catch (failed) {
      if (signal.aborted) return
      setError(failed)
      if (isOver(failed)) return forget(uploadId)
      // The file must be chosen again, or the person must sign in again. What was sent stays.
      if (failed instanceof FileGone) chosen.delete(uploadId)
      setStage(failed instanceof FileGone ? 'stopped' : 'paused')
    }
  }
  return { run, stop: () => control.current?.abort() }
}

export function useUpload(patientId: string, onStored: (document: Stored) => void) {
  const here = useStage(patientId)
  const { kept, stage, sentBytes, error, note, forget, setStage, setError } = here
  const { run, stop } = useSender(here, onStored)
  const begin = useSend('POST /v1/documents')
  const abort = useSend('DELETE /v1/documents/uploads/{uploadId}')
  const path = { uploadId: kept?.uploadId ?? '' }
  const state = useAnswer('GET /v1/documents/uploads/{uploadId}', { path }, { enabled: kept !== undefined })
  return {
    ...{ stage, sentBytes, error, kept },
    /** How many bytes the server had when the page was loaded anew. */
    receivedBytes: state.data?.receivedBytes,
    isOver: isOver(state.error),
    hasFile: kept !== undefined && chosen.has(kept.uploadId),
    start: async (file: File, stated: Omit<Stated, 'patientId' | 'sizeBytes' | 'sha256'>): Promise<void> => {
      setError(undefined)
      const sha256 = await sumOf(file)
      const body = { ...stated, patientId, sizeBytes: file.size, ...(sha256 !== undefined && { sha256 }) }
      const upload = await begin.mutateAsync({ body })
      chosen.set(upload.uploadId, file)
      const { name, size, lastModified } = file
      note({ uploadId: upload.uploadId, title: stated.title, name, sizeBytes: size, lastModified })
      void run(upload, file)
    },
    pause: (): void => {
      stop()
      setStage('paused')
    },
    /** Goes on with the file that this tab still has, or with the one that was chosen again. */
    goOn: async (again?: File): Promise<void> => {
      const file = again ?? (kept && chosen.get(kept.uploadId))
      if (!kept || !file) return setStage('stopped')
      chosen.set(kept.uploadId, file)
      setStage('sending')
      const { data, error: failed } = await state.refetch()
      if (data) return void run(data, file)
      setError(failed)
      setStage('paused')
    },
    giveUp: async (): Promise<void> => {
      stop()
      forget()
      setError(undefined)
      // An upload that nobody completes ends by itself after a day.
      if (kept) await abort.mutateAsync({ path: { uploadId: kept.uploadId } }).catch(() => undefined)
    },
    forget: () => forget(),
  }
}

export type Upload = ReturnType<typeof useUpload>
