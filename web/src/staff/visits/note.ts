// The text of a note as a doctor types it, and the note that the server keeps.
import type { Answer, Request } from '../../api/client.ts'

export type Note = Request<'PUT /v1/visits/{visitId}/draft'>['body']['note']
type Diagnosis = NonNullable<Note['diagnoses']>[number]

export interface Typed {
  readonly complaints: string
  readonly examination: string
  /** One in each line, with the code before it when it is known. */
  readonly diagnoses: string
  readonly advice: string
  /** To whom; in further lines, why. */
  readonly referral: string
}
export const PARTS = ['complaints', 'examination', 'diagnoses', 'advice', 'referral'] as const satisfies (keyof Typed)[]

const CODED = /^([A-Za-z]\d[0-9A-Za-z](?:\.[0-9A-Za-z]{1,4})?)[\s:–-]+(.+)$/

/** A line such as `E11.9 Diabetes`, or without a code. */
export function toDiagnosis(line: string): Diagnosis {
  const [, code, name] = CODED.exec(line.trim()) ?? []
  return code !== undefined && name !== undefined
    ? { name: name.trim(), icd10: code.toUpperCase() }
    : { name: line.trim() }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The note without the parts in which nothing stands. */
export function toNote({ complaints, examination, diagnoses, advice, referral }: Typed): Note {
  const [to, ...because] = linesOf(referral)
  const coded = linesOf(diagnoses).map(toDiagnosis)
  return {
    ...(complaints.trim() !== '' && { complaints: complaints.trim() }),
    ...(examination.trim() !== '' && { examination: examination.trim() }),
    ...(coded.length > 0 && { diagnoses: coded }),
    ...(advice.trim() !== '' && { advice: advice.trim() }),
    ...(to !== undefined && { referral: { to, ...(because.length > 0 && { because: because.join('\n') }) } }),
  }
}

export const toLine = ({ name, icd10 }: Diagnosis): string => (icd10 === undefined ? name : `${icd10} ${name}`)

export function toTyped({ complaints = '', examination = '', diagnoses = [], advice = '', referral }: Note): Typed {
  const why = referral?.because === undefined ? '' : `\n${referral.because}`
  return {
    ...{ complaints, examination, advice, diagnoses: diagnoses.map(toLine).join('\n') },
    referral: referral ? `${referral.to}${why}` : '',
  }
}

export const isEmpty = (note: Note): boolean => Object.keys(note).length === 0

/** What a tab keeps until the server has it. Sign-out removes it; another account has another name. */
export interface Kept {
  readonly typed: Typed
  /** The version on which it is built; 0 for none. */
  readonly version: number
}

export const keptName = (accountId: string, visitId: string): string => `visit-note.${accountId}.${visitId}`

export type Draft = Answer<'PUT /v1/visits/{visitId}/draft'>
