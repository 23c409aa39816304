// Saves a draft while the doctor types. What the server does not have yet stays in this tab, also over a reload.
import { useEffect, useRef, useState } from 'react'
import { ask } from '../../api/client.ts'
import { isProblem, NoAnswer } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { keep, readKept } from '../../session/kept.ts'
import { isEmpty, type Kept, keptName, type Typed, toNote, toTyped } from './note.ts'
import type { Visit } from './words.tsx'

const PAUSE_MS = 1_000
const AGAIN_MS = 5_000

/** `waits`: there is no connection. `elsewhere`: another window has saved a newer text. */
export type Saving = 'none' | 'typing' | 'saved' | 'waits' | 'elsewhere' | 'failed'

interface Start {
  readonly typed: Typed
  readonly version: number
  readonly isKept: boolean
}

function startOf(name: string, { draft, notes }: Visit): Start {
  const kept = readKept<Kept>(name)
  if (kept) return { ...kept, isKept: true }
  return { typed: toTyped(draft?.note ?? notes[0]?.note ?? {}), version: draft?.version ?? 0, isKept: false }
}

function savingAfter(failure: unknown): Saving {
  if (failure instanceof NoAnswer) return 'waits'
  return isProblem(failure, 'draft-changed-meanwhile') ? 'elsewhere' : 'failed'
}

export function useDraft(accountId: string, visit: Visit) {
  const { visitId } = visit
  const name = keptName(accountId, visitId)
  const [start] = useState(() => startOf(name, visit))
  const [typed, setTyped] = useState(start.typed)
  const [saving, setSaving] = useState<Saving>(start.isKept ? 'typing' : 'none')
  const [error, setError] = useState<unknown>()
  const latest = useRef(typed)
  const version = useRef(start.version)
  const isBusy = useRef(false)
  const send = useSend('PUT /v1/visits/{visitId}/draft')

  const save = async (): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    const sent = latest.current
    try {
      const ifMatch = version.current > 0 && { ifMatch: `"v${version.current}"` }
      const saved = await send.mutateAsync({ path: { visitId }, body: { note: toNote(sent) }, ...ifMatch })
      version.current = saved.version
      const isLatest = latest.current === sent
      keep(name, isLatest ? undefined : { typed: latest.current, version: saved.version })
      setSaving(isLatest ? 'saved' : 'typing')
      setError(undefined)
    } catch (failure) {
      setError(failure)
      setSaving(savingAfter(failure))
    } finally {
      isBusy.current = false
    }
  }
  const saveLatest = useRef(save)
  saveLatest.current = save

  // Each change waits for a pause in typing; without a connection it tries again until one is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the text begins a new pause
  useEffect(() => {
    if (saving !== 'typing' && saving !== 'waits') return undefined
    const timer = setInterval(() => void saveLatest.current(), saving === 'typing' ? PAUSE_MS : AGAIN_MS)
    return () => clearInterval(timer)
  }, [saving, typed])

  const type = (next: Typed): void => {
    latest.current = next
    setTyped(next)
    keep(name, { typed: next, version: version.current } satisfies Kept)
    if (saving !== 'elsewhere') setSaving(isEmpty(toNote(next)) && version.current === 0 ? 'none' : 'typing')
  }
  /** After a save elsewhere: takes over its version, and keeps this text or that one. */
  const settle = async (which: 'mine' | 'other'): Promise<void> => {
    const { draft } = await ask('GET /v1/visits/{visitId}', { path: { visitId } })
    version.current = draft?.version ?? 0
    if (which === 'other') {
      latest.current = toTyped(draft?.note ?? {})
      setTyped(latest.current)
      keep(name, undefined)
      setSaving('saved')
    } else {
      setSaving('typing')
    }
  }
  const forget = (): void => {
    keep(name, undefined)
    setSaving('none')
  }
  return { typed, type, saving, error, settle, forget, wasKept: start.isKept }
}
