// How long a time is still kept: counted from the answer to the hold, because the clock of a device may be wrong.
import { useEffect, useState } from 'react'
import { createDraft, keptAs } from '../../../session/draft.ts'
import type { Appointment } from '../words.ts'

const HOLD_MS = 120_000
const TICK_MS = 250

/** When the answers to the holds came, by the clock of this device. Ids only. */
const heldDraft = createDraft<Readonly<Record<string, number>>>(keptAs('held-appointments'))

/** Call it with the answer to a hold, and with the time at which the request was sent. */
export const noteHeld = (appointmentId: string, sentAtMs: number): void =>
  heldDraft.change({ [appointmentId]: sentAtMs })

type Held = Pick<Appointment, 'appointmentId' | 'heldUntil'>

/** Never more than two minutes, whatever the clock of the device says. */
function leftMs({ appointmentId, heldUntil }: Held): number {
  const sentAtMs = heldDraft.read()[appointmentId]
  const until = sentAtMs === undefined ? Date.parse(heldUntil ?? '') : sentAtMs + HOLD_MS
  return Math.min(Math.max(until - Date.now(), 0), HOLD_MS)
}

/** Whole seconds for which the time is still kept; 0 when that is over. */
export function useSecondsLeft(held: Held): number {
  const { appointmentId, heldUntil } = held
  const read = (): number => Math.ceil(leftMs({ appointmentId, ...(heldUntil !== undefined && { heldUntil }) }) / 1_000)
  const [seconds, setSeconds] = useState(read)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another hold has another end
  useEffect(() => {
    setSeconds(read())
    const timer = setInterval(() => setSeconds(read()), TICK_MS)
    return () => clearInterval(timer)
  }, [appointmentId, heldUntil])
  return seconds
}

/** 1:53 */
export const toClock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
