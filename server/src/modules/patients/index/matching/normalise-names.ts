// Turns a written name into comparable tokens: the letters, one form for all transliterations, and a code of the sound.
import { ABBREVIATIONS, FILLERS, FILLERS_BEHIND, HONORIFICS } from './name-words.ts'
import { romanise } from './romanise.ts'

export type Role = 'given' | 'family' | 'unknown'

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

// Matches the name of a parent or spouse behind a name: "S/o Ramesh", "W/O. Suresh", "D / o".
const RELATION = /(?:^|[\s,(])[sdwc]\s*\/\s*o\b[\s\S]*$/i

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
  const plain = romanise(written.slice(0, TEXT_MAX).normalize('NFC').replace(RELATION, ''))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}'’`]/gu, '')
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== '')
}

function toTokens(written: string, role: Role): NameToken[] {
  const words = wordsOf(written)
  // "Kumari" is a title in front of a name, and a name behind another. A title alone is a name.
  while (words.length > 1 && HONORIFICS.has(words[0] as string)) words.shift()
  return words.slice(0, TOKENS_MAX).map((word) => {
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
 * honorifics, relations and punctuation. A name without letters has no tokens.
 */
export function toName(stated: {
  fullName?: string | undefined
  givenName?: string | undefined
  familyName?: string | undefined
}): NameToken[] {
  const { fullName = '', givenName = '', familyName = '' } = stated
  const parts = [...toTokens(givenName, 'given'), ...toTokens(familyName, 'family')]
  return markFillers((parts.length > 0 ? parts : toTokens(fullName, 'unknown')).slice(0, TOKENS_MAX))
}
