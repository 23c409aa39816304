// What the lists of doctors share: the words of a query, and the doctor at whom a page ended.
import { refuseCursor } from '../../platform/paging.ts'
import { invalidField } from '../../platform/problem.ts'
import { toSearchText } from '../../platform/words.ts'
import type { DoctorId } from './contract.ts'
import { findDoctor } from './registration/store.ts'
import type { Doctor, DoctorsContext } from './tables.ts'

const WORDS_MAX = 5

/** The words of `q` in search form. Throws a 400 when it has no letter and no digit. */
export function readWords(q: string | undefined): readonly string[] {
  if (q === undefined) return []
  const words = toSearchText(q).split(' ').slice(0, WORDS_MAX)
  if (words[0] === '') throw invalidField('query/q', 'needs at least one letter or digit')
  return words
}

/** The doctor whom a cursor names; undefined for the first page. */
export async function findLast({ db }: DoctorsContext, id: DoctorId | undefined): Promise<Doctor | undefined> {
  const last = id && (await findDoctor(db, id))
  if (id && !last) throw refuseCursor()
  return last
}
