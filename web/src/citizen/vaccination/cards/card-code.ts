// The text in the QR code of a health card: two digits for each character of the signed card (SMART Health Cards 1.0).

export const CODE_START = 'shc:/'
/** The code stands for the characters from "-" (45) on, as 00 to 77. */
const FIRST_SIGN = 45

export const toDigits = (card: string): string =>
  [...card].map((sign) => String(sign.charCodeAt(0) - FIRST_SIGN).padStart(2, '0')).join('')

/** The signed card in a text: the text of a code, a shared link, a file, or the card itself. */
export function readCard(text: string): string | undefined {
  const code = /shc:\/((?:[0-7][0-9])+)\s*$/.exec(text.trim())
  const card = code ? fromDigits(code[1] as string) : (readFile(text) ?? text.trim())
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(card) ? card : undefined
}

const fromDigits = (digits: string): string =>
  (digits.match(/../g) ?? []).map((pair) => String.fromCharCode(Number(pair) + FIRST_SIGN)).join('')

/** The first card of a file `.smart-health-card`. */
function readFile(text: string): string | undefined {
  try {
    const { verifiableCredential } = JSON.parse(text) as { verifiableCredential?: unknown[] }
    return String(verifiableCredential?.[0])
  } catch {
    return undefined
  }
}
