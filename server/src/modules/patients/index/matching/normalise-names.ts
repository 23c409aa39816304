// Turns a written name into comparable tokens: the letters, one form for all transliterations, and a code of the sound.
import {
  ABBREVIATIONS,
  FILLERS,
  FILLERS_BEHIND,
  HONORIFICS,
  UNNAMED,
  UNNAMED_BESIDE,
  UNNAMED_BY_SOUND,
} from './name-words.ts'
import { romanise } from './romanise.ts'

/** `parent`: the name says only whose child an unnamed person is, as in "Baby 1 of Sunanda Hegde". */
export type Role = 'given' | 'family' | 'unknown' | 'parent'

export interface NameToken {
  readonly text: string
  /** One spelling for all usual transliterations: Lakshmi, Laxmi, Laksmi. */
  readonly fold: string
  /** The sound in at most six letters. It is for keys and never evidence. */
  readonly code: string
  readonly role: Role
  readonly isInitial: boolean
  /** So many people have it that it tells nobody apart: Devi, Kumar, Bai. */
  readonly isFiller: boolean
}

/** A name has at most this many tokens. Reading more would only cost time. */
const TOKENS_MAX = 6
const TEXT_MAX = 400
const TOKEN_LETTERS_MAX = 40

// Matches the name of a parent or spouse behind a name: "S/o Ramesh", "W/O. Suresh", "D / o", "son of Mohan".
const RELATION = /(?:^|[\s,(])(?:[sdwc]\s*[/\\|]\s*o\b|(?:son|daughter|wife|husband|widow)\s+of\b)([\s\S]*)$/i
// Matches "B/O", baby of, and "B/B" and "B/G", baby boy and baby girl.
const BABY_OF = /(?:^|[^\p{L}])b\s*[/\\|]\s*[obg](?!\p{L})/iu
// Somebody counts people of one name: "Twin 2", "2nd", "Sunita 1". Longer numbers, such as phones, count nobody.
const COUNTED = /(?<!\p{Nd})\p{Nd}{1,2}(?!\p{Nd})/u

function fold(text: string): string {
  return text
    .replace(/chh?/g, 'C')
    .replace(/ksh|x/g, 'ks')
    .replace(/ph/g, 'f')
    .replace(/([bdgjkt])h/g, '$1')
    .replace(/sh/g, 's')
    .replace(/ck|q|c/g, 'k')
    .replace(/w/g, 'v')
    .replace(/z/g, 'j')
    .replace(/y/g, 'i')
    .replace(/ee|ie|ii|ei/g, 'i')
    .replace(/oo|ou|uu/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .toLowerCase()
}

const CODE_LETTERS_MAX = 6

function codeOf(folded: string): string {
  const first = folded.slice(0, 1)
  const head = /[aeiou]/.test(first) ? 'a' : first
  return (head + folded.slice(1).replace(/[aeiouh]/g, '')).replace(/(.)\1+/g, '$1').slice(0, CODE_LETTERS_MAX)
}

type Word = Omit<NameToken, 'role' | 'isFiller'>

const known = new Map<string, Word>()
const KNOWN_MAX = 50_000

// We remember tokens, because most names of a country come from a few thousand words.
function readWord(word: string): Word {
  let token = known.get(word)
  if (!token) {
    const text = ABBREVIATIONS[word] ?? word
    const folded = fold(text)
    token = { text, fold: folded, code: codeOf(folded), isInitial: [...text].length === 1 }
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(word, token)
  }
  return token
}

function wordsOf(written: string): string[] {
  const plain = romanise(written.normalize('NFC'))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}'’`]/gu, '')
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== '')
}

const UNNAMED_FOLDS: ReadonlySet<string> = new Set([...UNNAMED_BY_SOUND].map(fold))
const isUnnamedWord = (word: string): boolean => UNNAMED.has(word) || UNNAMED_FOLDS.has(fold(word))

interface Written {
  readonly words: readonly string[]
  /** The words do not say how this person is called. */
  readonly isUnnamed: boolean
}

/** Reads a name as written. "S/o Ramesh" alone names nobody; behind a name it is a relation, which we leave out. */
function readWritten(written: string): Written {
  const text = written.slice(0, TEXT_MAX)
  const own = text.replace(RELATION, '')
  const words = wordsOf(own)
  if (words.every((word) => HONORIFICS.has(word))) {
    const relation = wordsOf(RELATION.exec(text)?.[1] ?? '')
    if (relation.length > 0) return { words: relation, isUnnamed: true }
  }
  const isUnnamed = words.some(isUnnamedWord) || BABY_OF.test(text) || (words.length > 0 && COUNTED.test(own))
  if (!isUnnamed) return { words, isUnnamed }
  const telling = words.filter((word) => word.length > 1 && !isUnnamedWord(word) && !UNNAMED_BESIDE.has(word))
  // The words stay if there are no others, so that some key can still find the person.
  return { words: telling.length > 0 ? telling : words, isUnnamed }
}

function toTokens({ words }: Written, role: Role): NameToken[] {
  // "Kumari" is a title in front of a name, and a name behind another. A title alone is a name.
  const titles = words.findIndex((word) => !HONORIFICS.has(word))
  const telling = words.slice(titles < 0 ? words.length - 1 : titles)
  return telling.slice(0, TOKENS_MAX).map((word) => {
    return { ...readWord(word.slice(0, TOKEN_LETTERS_MAX)), role, isFiller: false }
  })
}

function markFillers(tokens: readonly NameToken[]): NameToken[] {
  const first = tokens.findIndex(({ isInitial }) => !isInitial)
  const marked = tokens.map((token, index) => ({
    ...token,
    isFiller: FILLERS.has(token.text) || (index !== first && FILLERS_BEHIND.has(token.text)),
  }))
  // If a name has only fillers and initials, the filler is the name.
  return marked.some(({ isFiller, isInitial }) => !isFiller && !isInitial) ? marked : [...tokens]
}

/**
 * Gives the tokens of a person's name: from given and family name if stated, else from the full name. Leaves out
 * honorifics, relations and punctuation. A name without letters has no tokens. All tokens of an unnamed person have the
 * role `parent`.
 */
export function toName(stated: {
  fullName?: string | undefined
  givenName?: string | undefined
  familyName?: string | undefined
}): NameToken[] {
  const [given, family] = [readWritten(stated.givenName ?? ''), readWritten(stated.familyName ?? '')]
  const full = readWritten(stated.fullName ?? '')
  const isSplit = given.words.length + family.words.length > 0
  const isUnnamed = isSplit ? given.isUnnamed || family.isUnnamed : full.isUnnamed
  const roleOf = (role: Role): Role => (isUnnamed ? 'parent' : role)
  const tokens = isSplit
    ? [...toTokens(given, roleOf('given')), ...toTokens(family, roleOf('family'))]
    : toTokens(full, roleOf('unknown'))
  return markFillers(tokens.slice(0, TOKENS_MAX))
}

/** Whether a name says only whose child the person is, or only that nobody knows the name. */
export const isUnnamed = (name: readonly NameToken[]): boolean => name.some(({ role }) => role === 'parent')
