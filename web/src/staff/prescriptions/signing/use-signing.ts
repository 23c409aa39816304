// Signs the note, the prescription and the tests of a visit, one after the other, and knows which of them is signed.
import { useRef, useState } from 'react'
import { useSend } from '../../../api/queries.ts'
import { useAccount } from '../../../session/session.ts'
import type { Checked } from './PrescriptionPart.tsx'
import type { Override } from './WarningsDialog.tsx'
import { toNewLine, type Writing } from './writing.ts'

export type Step = 'note' | 'prescription' | 'tests'

/** The note as its editor has it. Undefined when nobody writes one now. */
export interface NoteHandle {
  readonly isEmpty: () => boolean
  /** Whether it can be signed; if not, its editor says what is missing. */
  readonly isReady: () => boolean
  readonly sign: () => Promise<void>
}

export interface Outcome {
  readonly signed: readonly Step[]
  /** What is not signed yet, after a failure: the first of them failed. */
  readonly open: readonly Step[]
  readonly error?: unknown
}

interface Signing {
  readonly visitId: string
  readonly patientId: string
  readonly writing: Writing
  readonly write: (change: Partial<Writing>) => void
  readonly note: { readonly current: NoteHandle | null }
}

interface Answers {
  readonly overrides: readonly Override[]
  /** The same test is needed again. */
  readonly isConfirmed?: boolean
}

/** `outcome` is that of the last try. What is signed leaves the draft, so the next try signs the rest. */
export function useSigning({ visitId, patientId, writing, write, note }: Signing) {
  const { facilityId = '' } = useAccount()
  const [outcome, setOutcome] = useState<Outcome>({ signed: [], open: [] })
  const isBusy = useRef(false)
  const prescribe = useSend('POST /v1/prescriptions', { keptAs: `visit-rx.${visitId}` })
  const order = useSend('POST /v1/diagnostics/orders', { keptAs: `visit-order.${visitId}` })
  const { lines, tests, priority } = writing

  const stepsOf = (): Step[] => [
    ...(note.current && !note.current.isEmpty() ? (['note'] as const) : []),
    ...(lines.length > 0 ? (['prescription'] as const) : []),
    ...(tests.length > 0 ? (['tests'] as const) : []),
  ]
  const sign = async (step: Step, { overrides, isConfirmed = false }: Answers): Promise<void> => {
    if (step === 'note') return note.current?.sign()
    if (step === 'prescription') {
      const body = { visitId, lines: lines.map(toNewLine), ...(overrides.length > 0 && { overrides }) }
      await prescribe.mutateAsync({ body })
      write({ lines: [] })
      return
    }
    const codes = tests.map(({ code }) => code)
    const again = isConfirmed && { confirmed: true }
    await order.mutateAsync({
      body: { visitId, patientId, labFacilityId: facilityId, tests: codes, priority, ...again },
    })
    write({ tests: [], priority: 'routine' })
  }
  /** Gives what was signed, or undefined when a step failed. */
  const signAll = async (answers: Answers): Promise<readonly Step[] | undefined> => {
    if (isBusy.current) return undefined
    isBusy.current = true
    const before = outcome.open.length === 0 ? [] : outcome.signed
    const steps = stepsOf()
    const signed: Step[] = []
    try {
      for (const [nth, step] of steps.entries()) {
        try {
          await sign(step, answers)
        } catch (error) {
          setOutcome({ signed: [...before, ...signed], open: steps.slice(nth), error })
          return undefined
        }
        signed.push(step)
      }
    } finally {
      isBusy.current = false
    }
    setOutcome({ signed: [...before, ...signed], open: [] })
    return signed
  }
  return { outcome, stepsOf, signAll, isSending: prescribe.isPending || order.isPending }
}

export const warns = (checked: Checked): boolean => checked.warnings.length > 0
