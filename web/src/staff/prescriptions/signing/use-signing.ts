// Signs the note, the prescription and the tests of a visit, one after the other, and knows which of them is signed.
import { useRef, useState } from 'react'
import { leavesUnknown, type Request } from '../../../api/client.ts'
import { useSend } from '../../../api/queries.ts'
import { keep, readKept } from '../../../session/kept.ts'
import { useAccount } from '../../../session/session.ts'
import type { Checked } from './PrescriptionPart.tsx'
import type { Override } from './WarningReasons.tsx'
import { NO_LINES, toNewLine, validDaysOf, type Writing } from './writing.ts'

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

type Prescribing = Request<'POST /v1/prescriptions'>['body']

/**
 * What was sent and may be signed already, because the answer was lost. The repeat is word by word the same, so that it
 * has the same key; a new check would find the medicines of the lost signature, and ask why the patient takes them
 * twice.
 */
function useSent(visitId: string, { lines, ...terms }: Writing) {
  const name = `visit-rx-sent.${visitId}`
  const wanted = { lines: lines.map(toNewLine), repeats: terms.repeats, validDays: validDaysOf({ lines, ...terms }) }
  return {
    wanted,
    /** Undefined when nothing was sent, or when somebody has changed the lines since then. */
    read: (): Prescribing | undefined => {
      const sent = readKept<Prescribing>(name)
      const isSame = sent && JSON.stringify(wanted) === JSON.stringify(toWanted(sent))
      return isSame ? sent : undefined
    },
    write: (sent: Prescribing | undefined): void => keep(name, sent),
  }
}

const toWanted = ({ lines, repeats, validDays }: Prescribing) => ({ lines, repeats, validDays })

/** `outcome` is that of the last try. What is signed leaves the draft, so the next try signs the rest. */
export function useSigning({ visitId, patientId, writing, write, note }: Signing) {
  const { facilityId = '' } = useAccount()
  const [outcome, setOutcome] = useState<Outcome>({ signed: [], open: [] })
  const isBusy = useRef(false)
  const prescribe = useSend('POST /v1/prescriptions', { keptAs: `visit-rx.${visitId}` })
  const order = useSend('POST /v1/diagnostics/orders', { keptAs: `visit-order.${visitId}` })
  const { lines, tests, priority } = writing
  const sent = useSent(visitId, writing)

  const stepsOf = (): Step[] => [
    ...(note.current && !note.current.isEmpty() ? (['note'] as const) : []),
    ...(lines.length > 0 ? (['prescription'] as const) : []),
    ...(tests.length > 0 ? (['tests'] as const) : []),
  ]
  const sign = async (step: Step, { overrides, isConfirmed = false }: Answers): Promise<void> => {
    if (step === 'note') return note.current?.sign()
    if (step === 'prescription') {
      const body = sent.read() ?? {
        visitId,
        ...sent.wanted,
        ...(overrides.length > 0 && { overrides: [...overrides] }),
      }
      sent.write(body)
      try {
        await prescribe.mutateAsync({ body })
      } catch (error) {
        if (!leavesUnknown(error)) sent.write(undefined)
        throw error
      }
      sent.write(undefined)
      write(NO_LINES)
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
  /** The answer to these lines was lost: they are sent again as they are. */
  const isRepeat = (): boolean => lines.length > 0 && sent.read() !== undefined
  return { outcome, stepsOf, signAll, isRepeat, isSending: prescribe.isPending || order.isPending }
}

export const warns = (checked: Checked): boolean => checked.warnings.length > 0
