// Pure: writes rupees in words, as the law wants them on a bill: with crore, lakh and thousand, in English and Hindi.
import type { PrintLanguage } from '../../../platform/print/page.ts'

const ENGLISH_ONES = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const ENGLISH_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

function toEnglish(below100: number): string {
  if (below100 < 20) return ENGLISH_ONES[below100] as string
  const ten = ENGLISH_TENS[Math.floor(below100 / 10)] as string
  return below100 % 10 === 0 ? ten : `${ten}-${ENGLISH_ONES[below100 % 10]}`
}

/** Hindi has a word of its own for each number below a hundred. */
const HINDI = [
  ...'शून्य एक दो तीन चार पाँच छह सात आठ नौ'.split(' '),
  ...'दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस'.split(' '),
  ...'बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस'.split(' '),
  ...'तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस'.split(' '),
  ...'चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास'.split(' '),
  ...'पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ'.split(' '),
  ...'साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर'.split(' '),
  ...'सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी'.split(' '),
  ...'अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी'.split(' '),
  ...'नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे'.split(' '),
]

interface Words {
  readonly small: (below100: number) => string
  /** The values from the largest on, with their names. */
  readonly large: readonly (readonly [value: number, name: string])[]
  readonly only: (rupees: string, paise: string | undefined) => string
}

const WORDS: Readonly<Record<PrintLanguage, Words>> = {
  en: {
    small: toEnglish,
    large: [
      [10_000_000, 'crore'],
      [100_000, 'lakh'],
      [1_000, 'thousand'],
      [100, 'hundred'],
    ],
    only: (rupees, paise) => `Rupees ${rupees}${paise === undefined ? '' : ` and ${paise} paise`} only`,
  },
  hi: {
    small: (below100) => HINDI[below100] as string,
    large: [
      [10_000_000, 'करोड़'],
      [100_000, 'लाख'],
      [1_000, 'हज़ार'],
      [100, 'सौ'],
    ],
    only: (rupees, paise) => `${rupees} रुपये${paise === undefined ? '' : ` ${paise} पैसे`} मात्र`,
  },
}

function spell(number: number, words: Words): string {
  const found = words.large.find(([value]) => number >= value)
  if (!found) return words.small(number)
  const [value, name] = found
  const rest = number % value
  const head = `${spell(Math.floor(number / value), words)} ${name}`
  return rest === 0 ? head : `${head} ${spell(rest, words)}`
}

/** An amount of 0 paise or more in words. */
export function toRupeesInWords(paise: number, language: PrintLanguage): string {
  const words = WORDS[language]
  const rest = paise % 100
  return words.only(spell(Math.floor(paise / 100), words), rest === 0 ? undefined : spell(rest, words))
}
