// Writes Indian scripts in Latin letters, so that a name in Devanagari or Tamil matches the same name in English.

// Unicode arranges the scripts of India in the same way: Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu,
// Kannada and Malayalam each have 128 places, and the same sound has the same place in each. So one table serves all.
const FIRST = 0x0900
const LAST = 0x0d7f
const PLACES = 128

const VOWELS: Readonly<Record<number, string>> = Object.fromEntries(
  'a aa i ii u uu ri l e e e ai o o o au'.split(' ').map((sound, index) => [0x05 + index, sound]),
)
const CONSONANTS: Readonly<Record<number, string>> = Object.fromEntries(
  'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h'
    .split(' ')
    .map((sound, index) => [0x15 + index, sound]),
)
const SIGNS: Readonly<Record<number, string>> = Object.fromEntries(
  'aa i ii u uu ri ri e e e ai o o o au'.split(' ').map((sound, index) => [0x3e + index, sound]),
)
/** Letters of Devanagari with a dot below, for sounds borrowed from Persian. */
const BORROWED: Readonly<Record<number, string>> = { 88: 'k', 89: 'kh', 90: 'g', 91: 'z', 92: 'd', 94: 'f' }
const NASALS = new Set([0x01, 0x02])
const NUKTA = 0x3c
const SILENCER = 0x4d

function isIndic(code: number): boolean {
  return code >= FIRST && code <= LAST
}

/** Writes every Indian letter of a text in Latin letters; all other characters stay. */
export function romanise(text: string): string {
  let result = ''
  // A consonant has an "a" after it unless a sign changes it. At the end of a word this "a" is silent.
  let isOpen = false
  for (const sign of text) {
    const code = sign.codePointAt(0) as number
    const spoken: Spoken = isIndic(code) ? speak(code % PLACES, isOpen) : { sound: sign, isOpen: false }
    result += spoken.sound
    isOpen = spoken.isOpen
  }
  return result
}

interface Spoken {
  readonly sound: string
  readonly isOpen: boolean
}

/** Gives the sound of the letter at this place of its script. `isOpen`: the consonant before it may need an "a". */
function speak(place: number, isOpen: boolean): Spoken {
  const consonant = CONSONANTS[place] ?? BORROWED[place]
  if (consonant !== undefined) return { sound: isOpen ? `a${consonant}` : consonant, isOpen: true }
  if (place === SILENCER) return { sound: '', isOpen: false }
  const sign = SIGNS[place]
  if (sign !== undefined) return { sound: sign, isOpen: false }
  if (place === NUKTA) return { sound: '', isOpen }
  const sound = NASALS.has(place) ? 'n' : (VOWELS[place] ?? '')
  return { sound: isOpen && sound !== '' ? `a${sound}` : sound, isOpen: isOpen && sound === '' }
}
