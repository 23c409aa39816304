// Puts names that people and files give into one form: to store them, and to search for them.

const CONTROL_CHARACTERS = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu
// Joiners decide how letters of Indian scripts combine. They are part of the text, so we keep them.
const ZERO_WIDTH_JOINERS = /^[\u200c\u200d]$/

// Some directories hold line breaks as text: an export wrote a backslash and a letter.
const WRITTEN_BREAKS = /(\s*,?\s*\\[nrt])+\s*,?\s*/g
const WRITTEN_BREAKS_AT_ENDS = /^(\s*\\[nrt])+|(\s*,?\s*\\[nrt])+\s*$/g

/** Removes control characters and written-out line breaks, and leaves single spaces between words. */
export function tidyText(text: string): string {
  return text
    .replace(WRITTEN_BREAKS_AT_ENDS, '')
    .replace(WRITTEN_BREAKS, ', ')
    .replace(/\s/gu, ' ')
    .replace(CONTROL_CHARACTERS, (character) => (ZERO_WIDTH_JOINERS.test(character) ? character : ''))
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Gives the search form of a name: lower case, letters and digits of any script, single spaces, no accents. */
export function toSearchText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
