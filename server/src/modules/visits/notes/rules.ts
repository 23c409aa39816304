// A note without its empty parts, and whether there is anything in it. Pure.
import type { NoteBody } from '../contract.ts'

/** A note without empty parts, so that two notes with the same words are the same. */
export function tidyNote({ complaints, examination, diagnoses, advice, referral }: NoteBody): NoteBody {
  return {
    ...(complaints !== undefined && { complaints: complaints.trim() }),
    ...(examination !== undefined && { examination: examination.trim() }),
    ...(diagnoses !== undefined && diagnoses.length > 0 && { diagnoses }),
    ...(advice !== undefined && { advice: advice.trim() }),
    ...(referral !== undefined && { referral }),
  }
}

export const isEmpty = (note: NoteBody): boolean => Object.keys(note).length === 0
